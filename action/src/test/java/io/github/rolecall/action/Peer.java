package io.github.rolecall.action;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The inputs and outputs of aws-actions/configure-aws-credentials, read from one file. A newer
 * version first changes that file, and then fails the tests that read it.
 */
record Peer(String version, Set<String> inputs, Set<String> outputs) {
  private static final String FILE = "/peer/configure-aws-credentials.json";

  static Peer read() {
    try (InputStream in = Objects.requireNonNull(Peer.class.getResourceAsStream(FILE), FILE)) {
      JsonNode file = new JsonMapper().readTree(in);
      return new Peer(
          file.path("version").asString(), names(file, "inputs"), names(file, "outputs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> names(JsonNode file, String key) {
    return file.path(key)
        .valueStream()
        .map(JsonNode::asString)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
