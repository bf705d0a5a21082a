package io.github.rolecall.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.rolecall.file.FileFailure;
import io.github.rolecall.file.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * All files below some paths, and what is to be changed in them. Nothing is written before {@link
 * MigratedFile#write}.
 *
 * @param files that use the action, or of which there is something to say
 * @param looked how many files were looked at
 * @param unreadable what could not be looked at, each with the reason
 */
public record Migration(List<MigratedFile> files, int looked, SortedMap<Path, String> unreadable) {
  /**
   * Looks at all of them.
   *
   * @throws IOException when a folder cannot be walked at all
   */
  public static Migration of(List<Path> paths, Target target) throws IOException {
    var all = new WorkflowFiles();
    for (Path path : paths) {
      all.add(path);
    }
    SortedMap<Path, String> unreadable = all.unreadable();
    var files = new ArrayList<MigratedFile>();
    for (Path path : all.found()) {
      try {
        files.add(file(path, target));
      } catch (CharacterCodingException e) {
        unreadable.put(path, "it is not UTF-8");
      } catch (IOException e) {
        unreadable.put(path, FileFailure.reason(e));
      } catch (IllegalArgumentException e) {
        unreadable.put(path, String.valueOf(e.getMessage()));
      }
    }
    files.removeIf(file -> file.uses() == 0 && file.notes().isEmpty());
    return new Migration(files, all.found().size(), unreadable);
  }

  private static MigratedFile file(Path path, Target target) throws IOException {
    byte[] bytes = WholeFile.bytes(path, NOFOLLOW_LINKS);
    String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    Examined examined = WorkflowFile.examine(text, target);
    return new MigratedFile(
        path, examined.uses(), examined.changed(), text, examined.after(), examined.notes());
  }

  /** How often the action is used. */
  public int uses() {
    return files.stream().mapToInt(MigratedFile::uses).sum();
  }

  /** How many of the uses are changed. */
  public int changed() {
    return files.stream().mapToInt(MigratedFile::changed).sum();
  }
}
