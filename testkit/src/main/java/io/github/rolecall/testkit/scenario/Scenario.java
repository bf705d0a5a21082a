package io.github.rolecall.testkit.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A test case from the user's view. It is a folder:
 *
 * <pre>
 * scenario.md   one sentence: what must happen, and why
 * inputs.json   the inputs of the user, by their YAML keys
 * env.json      {"job": "github"|"gitlab"|"none", "options": {…}, "variables": {…}, "tokens": {…}, "proxy": …}
 * aws.json      the {@link io.github.rolecall.testkit.World}; optional
 * home/         files in the user's home; optional
 * expected/     the result, the calls, and the output of each front end
 * </pre>
 *
 * To fix a bug, first add a folder that reproduces it, then fix the code.
 */
public final class Scenario {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path folder;

  private Scenario(Path folder) {
    this.folder = folder;
  }

  /** All scenarios, sorted by name. */
  public static List<Scenario> all() {
    try (Stream<Path> folders = Files.list(root())) {
      return folders.filter(Files::isDirectory).sorted().map(Scenario::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    try {
      var root = Scenario.class.getResource("/scenarios");
      if (root == null) {
        throw new IllegalStateException("no scenarios on the class path");
      }
      URI uri = root.toURI();
      return uri.getScheme().equals("jar")
          ? FileSystems.newFileSystem(uri, Map.of()).getPath("/scenarios")
          : Path.of(uri);
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public String name() {
    return String.valueOf(folder.getFileName());
  }

  /** The inputs of the user, by their YAML keys. */
  public Map<String, String> inputs() {
    var inputs = new LinkedHashMap<String, String>();
    json("inputs.json").properties().forEach(e -> inputs.put(e.getKey(), e.getValue().asString()));
    return inputs;
  }

  /** Starts the simulator and creates the folders. */
  public Stage start() {
    return Stage.of(this);
  }

  JsonNode environment() {
    return json("env.json");
  }

  Optional<String> aws() {
    return text("aws.json");
  }

  Path home() {
    return folder.resolve("home");
  }

  private JsonNode json(String file) {
    return JSON.readTree(text(file).orElse("{}"));
  }

  private Optional<String> text(String file) {
    try {
      Path path = folder.resolve(file);
      return Files.exists(path) ? Optional.of(Files.readString(path, UTF_8)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the expected output of a front end; empty if it is not recorded yet. */
  public Optional<String> expected(String file) {
    return text("expected/" + file);
  }

  /**
   * Records the output of a front end, for {@code -Dgolden.update}.
   *
   * @param sources the folder of the scenarios in the source tree
   */
  public void update(Path sources, String file, String text) {
    try {
      Path expected = sources.resolve(name()).resolve("expected");
      Files.createDirectories(expected);
      Files.writeString(expected.resolve(file), text, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
