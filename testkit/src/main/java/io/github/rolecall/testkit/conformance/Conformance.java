package io.github.rolecall.testkit.conformance;

import io.github.rolecall.testkit.ci.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares a program with a recorded situation, by the rules of {@code run.py}. In addition, the
 * program may mask a token that it read from a file, although the reference action did not mask it.
 */
public final class Conformance {

  private static final List<String> MUST_MATCH =
      List.of("exit", "env", "outputs", "masked", "profiles");
  private static final List<String> CREDENTIALS =
      List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

  private Conformance() {}

  /**
   * The result of a run.
   *
   * @param differences the parts that must match but did not; empty if the run passed
   * @param output the output of the programs
   */
  public record Report(List<String> differences, String output) {

    public Report {
      differences = List.copyOf(differences);
    }
  }

  /**
   * Runs a situation in a new folder. Returns the parts that must match but did not; empty if the
   * run passed.
   */
  public static List<String> differences(
      Situation situation, Program main, @Nullable Program post) {
    return run(situation, main, post).differences();
  }

  /** Runs a situation in a new folder. Returns the differences and the output of the programs. */
  public static Report run(Situation situation, Program main, @Nullable Program post) {
    try (StepFolder folder = StepFolder.create();
        ScriptedCloud cloud = ScriptedCloud.start(situation.cloud())) {
      SituationRun run = new SituationRun(situation, folder, cloud);
      List<String> differences = new ArrayList<>();
      try {
        differences.addAll(judge(situation, run.observe(main, post)));
      } catch (IllegalArgumentException | CharacterCodingException e) {
        differences.add("cannot be read: " + e);
      }
      differences.addAll(run.crashes());
      return new Report(differences, run.output());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + situation.name(), e);
    }
  }

  /** Compares a run with the recorded one. The texts of warnings and notices may differ. */
  static List<String> judge(Situation situation, JsonNode got) {
    JsonNode want = situation.expected();
    Set<String> loose = new TreeSet<>(situation.loose());
    List<String> differences = new ArrayList<>();
    if (want.path("exit").asInt(1) != 0) {
      // A failed run must not export credentials. Its other effects may differ.
      loose.addAll(List.of("env", "outputs", "masked", "profiles"));
      List<String> handed = credentials(got);
      if (!handed.isEmpty()) {
        differences.add("failed, but exported " + handed);
      }
    }
    for (String part : MUST_MATCH) {
      if (!loose.contains(part) && !matches(part, situation, want.path(part), got.path(part))) {
        differences.add("%s: want %s got %s".formatted(part, want.path(part), got.path(part)));
      }
    }
    if (!loose.contains("requests") && !requests(want).equals(requests(got))) {
      differences.add("requests: want %s got %s".formatted(requests(want), requests(got)));
    }
    if (!loose.contains("errors")
        && want.path("errors").isEmpty() != got.path("errors").isEmpty()) {
      differences.add("errors: want %s got %s".formatted(want.path("errors"), got.path("errors")));
    }
    unmentioned(situation, got)
        .forEach(
            text ->
                differences.add(
                    "error does not mention '%s': %s".formatted(text, got.path("errors"))));
    if (want.has("post")
        && !loose.contains("post")
        && !want.path("post").equals(got.path("post"))) {
      differences.add("post: want %s got %s".formatted(want.path("post"), got.path("post")));
    }
    return differences;
  }

  private static boolean matches(String part, Situation situation, JsonNode want, JsonNode got) {
    if (!part.equals("masked")) {
      return want.equals(got);
    }
    List<String> hidden = new ArrayList<>(Situation.texts(got));
    List<String> wanted = Situation.texts(want);
    situation
        .files()
        .valueStream()
        .map(file -> file.asString("").strip())
        .filter(text -> !wanted.contains(text))
        .forEach(hidden::remove);
    return wanted.equals(hidden);
  }

  private static List<String> credentials(JsonNode got) {
    Stream<String> exported =
        CREDENTIALS.stream().filter(name -> !got.path("env").path(name).asString("").isEmpty());
    Stream<String> outputs =
        got.path("outputs").propertyNames().stream().filter(name -> name.startsWith("aws-s"));
    return Stream.concat(exported, outputs).toList();
  }

  /**
   * All requests except GetCallerIdentity, because programs may call it at any time and any number
   * of times.
   */
  private static List<JsonNode> requests(JsonNode run) {
    return run.path("requests")
        .valueStream()
        .filter(request -> !request.path("call").asString().equals("GetCallerIdentity"))
        .toList();
  }

  /**
   * The required texts that no error contains. According to the README of the vectors, they are
   * part of the vector; {@code run.py} reads them from {@code expect}, which contains none.
   */
  private static List<String> unmentioned(Situation situation, JsonNode got) {
    List<String> errors =
        Situation.texts(got.path("errors")).stream().map(e -> e.toLowerCase(Locale.ROOT)).toList();
    return Stream.concat(
            situation.errorMentions().stream(),
            Situation.texts(situation.expected().path("errorMentions")).stream())
        .filter(text -> errors.stream().noneMatch(e -> e.contains(text.toLowerCase(Locale.ROOT))))
        .toList();
  }
}
