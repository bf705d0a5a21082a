package io.github.rolecall.maven;

import io.github.rolecall.export.EnvFileExporter;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.problem.CredentialsException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The files with keys that this build has written for later commands of the job. When the build
 * fails or is stopped, they are removed: a step that runs after a failure is not to deploy with
 * them (decision 78).
 */
final class JobFiles {
  private final Consumer<String> warning;

  /** With the access key id that was written to each. */
  private final Map<SecureFile, String> written = new LinkedHashMap<>();

  /**
   * @param warning prints a line to the log of the build
   */
  JobFiles(Consumer<String> warning) {
    this.warning = warning;
  }

  /** The exporter; if it writes a file, that is known here from then on. */
  Exporter with(Exporter exporter) {
    return exporter instanceof EnvFileExporter file ? noted(file) : exporter;
  }

  private Exporter noted(EnvFileExporter exporter) {
    return assumed -> {
      Exporter.Prepared prepared = exporter.prepare(assumed);
      return new Exporter.Prepared() {
        @Override
        public String commit() {
          synchronized (JobFiles.this) {
            written.put(new SecureFile(exporter.file()), assumed.credentials().accessKeyId());
          }
          return prepared.commit();
        }

        @Override
        public void undo() {
          prepared.undo();
        }
      };
    };
  }

  /** Removes what the build has written, unless another build has replaced it since. */
  synchronized void remove() {
    written.forEach(this::remove);
    written.clear();
  }

  private void remove(SecureFile file, String accessKeyId) {
    try {
      if (file.read().filter(text -> text.contains(accessKeyId)).isPresent()) {
        file.delete();
      }
    } catch (CredentialsException e) {
      warning.accept(
          "The build failed, and the file %s still has credentials: %s. Remove it."
              .formatted(file, e.problem().code()));
    }
  }
}
