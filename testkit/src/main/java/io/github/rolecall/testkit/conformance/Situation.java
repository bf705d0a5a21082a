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
 * One recorded situation: what a step was given, how the cloud answered, and what the peer did.
 *
 * @param name the name of the situation
 * @param inputs inputs on top of the usual ones; null takes one away
 * @param environment variables on top of the usual ones; null takes one away
 * @param oidc whether the job has the token endpoint of GitHub
 * @param files files that exist before the start, path to text
 * @param links symbolic links that exist before the start, link to target
 * @param cloud scripted answers per call
 * @param post whether the post step runs
 * @param expected what the peer did
 * @param loose what need not match
 * @param errorMentions what an error must mention
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

  /** Copies the lists. */
  public Situation {
    loose = List.copyOf(loose);
    errorMentions = List.copyOf(errorMentions);
  }

  /** All situations that were recorded from the peer action. */
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

  /** The situation of that name among all recorded ones. */
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

  /** The name alone, so that a parameterised test is named by it. */
  @Override
  public String toString() {
    return name;
  }
}
