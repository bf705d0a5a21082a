package io.github.rolecall.testkit.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A recorded situation: the inputs of a step, the responses of GitHub and AWS, and the behavior of
 * the reference action.
 *
 * @param name the name of the situation
 * @param inputs the inputs in addition to the default ones; null removes one
 * @param environment the variables in addition to the default ones; null removes one
 * @param oidc whether the job has the token endpoint of GitHub
 * @param files the files that exist before the start, by path
 * @param links the targets of symbolic links that exist before the start, by path
 * @param cloud the scripted responses by call
 * @param post whether the post step runs
 * @param expected the behavior of the reference action
 * @param loose the parts that need not match
 * @param errorMentions the texts that an error must contain
 */
public record Situation(
    String name,
    JsonNode inputs,
    JsonNode environment,
    boolean oidc,
    JsonNode files,
    JsonNode links,
    JsonNode cloud,
    boolean post,
    JsonNode expected,
    List<String> loose,
    List<String> errorMentions) {

  private static final String VECTORS = "/conformance/github-action.json";

  public Situation {
    loose = List.copyOf(loose);
    errorMentions = List.copyOf(errorMentions);
  }

  /** All situations that were recorded with the reference action. */
  public static List<Situation> all() {
    try (InputStream in =
        Objects.requireNonNull(Situation.class.getResourceAsStream(VECTORS), VECTORS)) {
      return read(new JsonMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The situations of a vectors file. */
  public static List<Situation> load(Path vectors) {
    try (InputStream in = Files.newInputStream(vectors)) {
      return read(new JsonMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The recorded situation with this name. */
  public static Situation named(String name) {
    return all().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no situation is named " + name));
  }

  private static List<Situation> read(JsonNode vectors) {
    return vectors.valueStream().map(Situation::of).toList();
  }

  private static Situation of(JsonNode vector) {
    return new Situation(
        vector.path("name").asString(),
        object(vector, "inputs"),
        object(vector, "env"),
        vector.path("oidc").asBoolean(true),
        object(vector, "files"),
        object(vector, "links"),
        object(vector, "cloud"),
        vector.path("post").asBoolean(true),
        object(vector, "expect"),
        texts(vector.path("loose")),
        texts(vector.path("errorMentions")));
  }

  private static JsonNode object(JsonNode parent, String name) {
    JsonNode node = parent.path(name);
    return node.isObject() ? node : JsonNodeFactory.instance.objectNode();
  }

  static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  /** Returns only the name, which is the display name of parameterized tests. */
  @Override
  public String toString() {
    return name;
  }
}
