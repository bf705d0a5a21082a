package io.github.rolecall.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.host.WindowsHost;
import io.github.rolecall.plan.ExportTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests profiles in the AWS files of a Windows user. */
class WindowsExportTest {
  private static final String OTHER = "; mine\r\n[dev]\r\naws_access_key_id = AKIAEXAMPLE\r\n";

  @Test
  void aProfileIsAddedAndLinesOfOthersStay() throws IOException {
    var windows = new WindowsHost();
    Path config = windows.path("D:\\aws files\\config");
    Path credentials = windows.path(WindowsHost.HOME + "\\.aws\\credentials");
    Files.createDirectories(config.getParent());
    Files.createDirectories(credentials.getParent());
    Files.writeString(credentials, OTHER);
    String where =
        new ProfileExporter(
                new ExportTargets.Profile("ci", false),
                windows.of(Map.of("aws_config_file", config.toString())))
            .prepare(Samples.role())
            .commit();
    assertEquals("the profile ci in " + credentials, where);
    String text = Files.readString(credentials);
    assertEquals(OTHER, text.substring(0, OTHER.length()));
    assertEquals(
        "[ci]",
        text.substring(OTHER.length())
            .lines()
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElse(""));
    assertEquals("[profile ci]\nregion = eu-central-1\n", Files.readString(config));
  }
}
