package io.github.rolecall.export;

import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.session.Assumed;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes a file of mode 0600 that later commands of a job can source, for CI systems that offer
 * nothing better.
 *
 * @param before the environment of the job, which decides which variables the file unsets
 */
public record EnvFileExporter(Path file, ExportTargets exportTargets, Map<String, String> before)
    implements Exporter {

  @Override
  public Prepared prepare(Assumed assumed) {
    var secure = new SecureFile(file);
    String text = Format.shell(assumed, exportTargets, before, Shell.SH);
    return Replaced.by(
        text,
        secure,
        "the file " + secure + "; to use it in later commands of this job: . " + secure);
  }

  /** Omits the environment, which contains secrets. */
  @Override
  public String toString() {
    return "EnvFileExporter[" + file + "]";
  }
}
