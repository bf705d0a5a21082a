package io.github.rolecall.export;

import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.plan.HandOn;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file of mode 0600 that later commands of a job can source, for CI systems without more. What
 * the environment of the job was before decides what the file blanks.
 */
public final class EnvFileExporter {
  private EnvFileExporter() {}

  public static Exporter of(Path file, HandOn handOn, Map<String, String> before) {
    return assumed -> {
      var secure = new SecureFile(file);
      secure.prepare();
      String text = Format.shell(assumed, handOn, before, Shell.SH);
      return () -> {
        secure.write(text);
        return "later commands of this job that source the file: . " + secure;
      };
    };
  }
}
