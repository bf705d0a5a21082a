package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of {@code docs/coming-from.md}. */
final class ComingFrom {
  static final Path PAGE = Path.of("../docs/coming-from.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private ComingFrom() {}

  /**
   * A row of a table.
   *
   * @param what the name in the other tool, without the marks of code
   * @param here the equivalent in Rolecall, in Markdown
   * @param third the third cell, in Markdown
   * @param last the last cell, in Markdown
   * @param line the whole row
   */
  record Row(String what, String here, String third, String last, String line) {

    /** Makes a row of which only the first cell is known. */
    static Row of(String what) {
      return new Row(what, "", "", "", "");
    }

    /** Returns the code in the second cell, such as an option; empty if there is none. */
    String code() {
      Matcher code = CODE.matcher(here);
      return code.find() ? code.group(1) : "";
    }

    /** Returns all code in the third cell. */
    List<String> thirdCodes() {
      return CODE.matcher(third).results().map(found -> found.group(1)).toList();
    }

    @Override
    public String toString() {
      return what;
    }
  }

  /** Returns the rows of the table under a heading. */
  static List<Row> rows(String heading) {
    List<Row> rows =
        lines()
            .dropWhile(line -> !line.replaceFirst("^#+ ", "").replace("`", "").equals(heading))
            .skip(1)
            .takeWhile(line -> !line.startsWith("#"))
            .filter(line -> line.startsWith("|"))
            .skip(2)
            .map(ComingFrom::row)
            .toList();
    if (rows.isEmpty()) {
      throw new IllegalStateException("no table under " + heading);
    }
    return rows;
  }

  private static Row row(String line) {
    String[] cells = line.split("\\|", -1);
    return new Row(
        cells[1].strip().replace("`", ""),
        cells[2].strip(),
        cells[3].strip(),
        cells[cells.length - 2].strip(),
        line);
  }

  private static Stream<String> lines() {
    try {
      return Files.readString(PAGE, UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
