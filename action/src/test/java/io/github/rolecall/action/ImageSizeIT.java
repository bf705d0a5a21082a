package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests the limit of docs/performance.md: the download size of the action's image. */
@Tag("container")
class ImageSizeIT {
  private static final long LIMIT = 32_000_000;

  @TempDir private Path folder;

  @Test
  void aRegistrySendsAtMost32Megabytes() throws IOException {
    Path image = folder.resolve("image");
    Images.Ran saved =
        Images.run(
            Map.of(),
            "podman",
            "save",
            "--quiet",
            "--format",
            "docker-dir",
            "--output",
            image.toString(),
            Images.name("action"));
    assertEquals(0, saved.exit(), saved::output);
    var sizes = new TreeMap<String, Long>();
    JsonNode manifest = new JsonMapper().readTree(Files.readString(image.resolve("manifest.json")));
    for (JsonNode layer : manifest.path("layers")) {
      // podman saves the layers uncompressed in this format.
      String digest = layer.path("digest").asString().replace("sha256:", "");
      sizes.put(digest, compressed(image.resolve(digest)));
    }
    long size = sizes.values().stream().mapToLong(Long::longValue).sum();
    assertTrue(sizes.size() == 3 && size <= LIMIT, () -> size + " bytes: " + sizes);
  }

  /** Returns the size after gzip -6. */
  private static long compressed(Path layer) throws IOException {
    var counter = new Counter();
    try (var gzip = new GZIPOutputStream(counter)) {
      Files.copy(layer, gzip);
    }
    return counter.bytes;
  }

  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int value) {
      bytes++;
    }

    @Override
    public void write(byte[] content, int offset, int length) {
      bytes += length;
    }
  }
}
