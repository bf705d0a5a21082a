package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs {@link SmallHeapTest} in the job image, with a shell that evaluates the output. */
@Tag("container")
class SmallHeapIT {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void whoeverEvaluatesItStops(TooMuch input) throws Exception {
    input.write(folder);
    String script =
        "set -e; cd /job; eval \"$(rolecall %s)\"; echo went on"
            .formatted(String.join(" ", input.arguments()));
    Images.Ran ran =
        Images.run(
            Map.of(),
            "podman",
            "run",
            "--rm",
            "--network=none",
            "--volume=" + folder + ":/job",
            "--env=HOME=/job",
            "--env=AWS_REGION=eu-central-1",
            Images.name("gitlab"),
            "sh",
            "-c",
            script);
    assertEquals(1, ran.exit(), ran::output);
    assertTrue(ran.output().contains(input.told()), ran::output);
    assertFalse(ran.output().contains("went on"), ran::output);
  }
}
