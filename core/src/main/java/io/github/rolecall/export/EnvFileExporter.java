package io.github.rolecall.export;

import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.plan.HandOn;
import io.github.rolecall.session.Assumed;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file of mode 0600 that later commands of a job can source, for CI systems without more.
 *
 * @param before what the environment of the job was, which decides what the file blanks
 */
public record EnvFileExporter(Path file, HandOn handOn, Map<String, String> before)
    implements Exporter {

  @Override
  public Prepared prepare(Assumed assumed) {
    var secure = new SecureFile(file);
    String text = Format.shell(assumed, handOn, before, Shell.SH);
    return Replaced.by(
        text, secure, "later commands of this job that source the file: . " + secure);
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "EnvFileExporter[" + file + "]";
  }
}
