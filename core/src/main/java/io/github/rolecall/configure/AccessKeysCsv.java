package io.github.rolecall.configure;

import io.github.rolecall.file.FileFailure;
import io.github.rolecall.file.UnfitFileException;
import io.github.rolecall.file.WholeFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.problem.Given;
import io.github.rolecall.session.SessionCredentials;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file of access keys as IAM lets users download it, whose rows become profiles. It is read as
 * {@code aws configure import} reads it: three headers in any order and case, no quotes, further
 * columns ignored.
 *
 * @see <a href="https://docs.aws.amazon.com/cli/latest/reference/configure/import.html">AWS CLI,
 *     configure import</a>
 */
public final class AccessKeysCsv {
  private static final List<String> HEADERS =
      List.of("User Name", "Access Key ID", "Secret Access key");

  private final Path file;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Reads the whole file.
   *
   * @param skipInvalid whether rows that are not whole are left out
   * @throws CredentialsException with {@link ExportProblem.CsvUnreadable}, or {@link
   *     io.github.rolecall.problem.IdentityProblem.Malformed} when a value is surely no such key
   */
  public AccessKeysCsv(Path file, boolean skipInvalid) {
    this.file = file;
    List<String> lines = lines();
    if (lines.isEmpty()) {
      throw unreadable("Provided CSV contains no contents");
    }
    List<String> found = split(lines.get(0).toLowerCase(Locale.ROOT));
    for (String header : HEADERS) {
      if (!found.contains(header.toLowerCase(Locale.ROOT))) {
        throw unreadable("Expected header \"" + header + "\" not found");
      }
    }
    for (int number = 1; number < lines.size(); number++) {
      try {
        rows.add(row(found, split(lines.get(number)), number));
      } catch (CredentialsException e) {
        if (!skipInvalid) {
          throw e;
        }
      }
    }
  }

  /** The values of our headers, in their order. */
  private List<String> row(List<String> found, List<String> values, int number) {
    var row = new ArrayList<String>();
    for (String header : HEADERS) {
      int column = found.indexOf(header.toLowerCase(Locale.ROOT));
      if (column >= values.size() || values.get(column).isEmpty()) {
        throw invalid(number, "Row missing value for header \"" + header + "\"");
      }
      row.add(values.get(column));
    }
    if (!row.get(0).matches("[^\\s\\[\\]/\\\\\\p{Cntrl}]+")) {
      throw invalid(number, "User Name cannot be the name of a profile");
    }
    String where = " in entry #" + number + " of " + file;
    // Columns that were exchanged would be written to a file as keys, and shown as such later.
    SessionCredentials.of(
        new Given(row.get(1), "Access key ID" + where),
        new Given(row.get(2), "Secret access key" + where),
        Optional.empty(),
        Optional.empty());
    return row;
  }

  private CredentialsException invalid(int number, String reason) {
    return unreadable("Failed to parse entry #" + number + ": " + reason);
  }

  private List<String> lines() {
    try {
      String text = text(WholeFile.bytesOrStream(file));
      return text.isBlank() ? List.of() : text.lines().toList();
    } catch (IOException e) {
      throw unreadable(
          e instanceof UnfitFileException ? FileFailure.reason(e) : "it is not readable");
    }
  }

  private static String text(byte[] bytes) throws IOException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static List<String> split(String line) {
    return Stream.of(line.split(",", -1)).map(String::strip).toList();
  }

  private CredentialsException unreadable(String reason) {
    return new CredentialsException(new ExportProblem.CsvUnreadable(file.toString(), reason));
  }

  /**
   * Writes a profile for each row: its two keys to the credentials file, and what else is asked to
   * the config file. Nothing else of the files changes.
   *
   * @param prefix what stands before each user name in the name of the profile
   * @param settings of every profile, by their keys: {@code region}, {@code output}
   * @return the names of the profiles
   * @throws CredentialsException with {@link ExportProblem} or {@link
   *     io.github.rolecall.problem.SetupProblem}
   */
  public List<String> write(Host host, String prefix, Map<String, String> settings) {
    var values = new LinkedHashMap<SettingName, String>();
    var names = new ArrayList<String>();
    for (List<String> row : rows) {
      String profile = prefix + row.get(0);
      names.add(profile);
      values.put(SettingName.of("aws_access_key_id", profile, false), row.get(1));
      values.put(SettingName.of("aws_secret_access_key", profile, false), row.get(2));
      settings.forEach((key, value) -> values.put(SettingName.of(key, profile, false), value));
    }
    if (!values.isEmpty()) {
      new AwsConfiguration(host).set(values);
    }
    return names;
  }
}
