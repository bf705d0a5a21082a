package io.github.rolecall.maven;

import io.github.rolecall.docker.DockerConfig;
import io.github.rolecall.export.EnvFileExporter;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.problem.CredentialsException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The files with keys that this build wrote for later commands of the job. If the build fails or is
 * stopped, Rolecall removes them, so that a step that runs after the failure does not deploy with
 * them (decision 78).
 */
final class JobFiles {
  private final Consumer<String> warning;

  /** The access key id in each file. */
  private final Map<SecureFile, String> written = new LinkedHashMap<>();

  private final Set<DockerConfig> folders = new LinkedHashSet<>();

  /**
   * @param warning prints a line to the log of the build
   */
  JobFiles(Consumer<String> warning) {
    this.warning = warning;
  }

  /** Returns an exporter that also records the file that it writes. */
  Exporter with(Exporter exporter) {
    return exporter instanceof EnvFileExporter file ? noted(file) : exporter;
  }

  /** Remembers a file that has been written, and a text of it that no other build writes. */
  synchronized void add(SecureFile file, String text) {
    written.put(file, text);
  }

  /** Remembers a folder of passwords that later commands of the job use. */
  synchronized void add(DockerConfig folder) {
    folders.add(folder);
  }

  private Exporter noted(EnvFileExporter exporter) {
    return assumed -> {
      Exporter.Prepared prepared = exporter.prepare(assumed);
      return new Exporter.Prepared() {
        @Override
        public String commit() {
          add(new SecureFile(exporter.file()), assumed.credentials().accessKeyId());
          return prepared.commit();
        }

        @Override
        public void undo() {
          prepared.undo();
        }
      };
    };
  }

  /** Removes the files of this build, unless another build has replaced them since. */
  synchronized void remove() {
    written.forEach(this::remove);
    written.clear();
    folders.forEach(this::remove);
    folders.clear();
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

  private void remove(DockerConfig folder) {
    try {
      folder.remove();
    } catch (CredentialsException e) {
      warning.accept(
          "The build failed, and the folder %s still has passwords: %s. Remove it."
              .formatted(folder.path(), e.problem().code()));
    }
  }
}
