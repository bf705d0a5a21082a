package io.github.rolecall.configure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that access keys of a file become profiles. */
class AccessKeysCsvTest {
  private static final String HEADER = "User Name,Access key ID,Secret access key\n";

  @TempDir private Path home;

  private Path csv(String text) throws IOException {
    return Files.writeString(home.resolve("keys.csv"), text);
  }

  private List<String> write(Path csv, boolean skip, String prefix) {
    return new AccessKeysCsv(csv, skip).write(TestHost.at(home, Map.of()), prefix, Map.of());
  }

  private String credentials() throws IOException {
    return Files.readString(home.resolve(".aws/credentials"));
  }

  @Test
  void everyRowBecomesAProfile() throws IOException {
    String text =
        """
        extra, SECRET ACCESS KEY ,access key id,user name
        x,s1,AKIA1,jane
        y,s/2+=,AKIA2, joe\s
        """;
    Path csv = csv("\uFEFF" + text.replace("\n", "\r\n"));
    assertEquals(List.of("ci-jane", "ci-joe"), write(csv, false, "ci-"));
    assertEquals(
        """
        [ci-jane]
        aws_access_key_id = AKIA1
        aws_secret_access_key = s1
        [ci-joe]
        aws_access_key_id = AKIA2
        aws_secret_access_key = s/2+=
        """,
        credentials());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(home.resolve(".aws/credentials"))));
    assertFalse(Files.exists(home.resolve(".aws/config")));
  }

  @Test
  void onlyTheTwoKeysOfAProfileChange() throws IOException {
    Files.createDirectory(home.resolve(".aws"));
    Files.writeString(
        home.resolve(".aws/credentials"),
        """
        # mine
        [other]
        aws_access_key_id = KEEP

        [jane]
        ; note
        AWS_Access_Key_ID=OLD
        region = eu-west-1

        # about the last
        [last]
        x = y
        """);
    write(csv(HEADER + "jane,NEW,secret\n"), false, "");
    assertEquals(
        """
        # mine
        [other]
        aws_access_key_id = KEEP

        [jane]
        ; note
        aws_access_key_id = NEW
        region = eu-west-1
        aws_secret_access_key = secret

        # about the last
        [last]
        x = y
        """,
        credentials());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|Provided CSV contains no contents",
        "'User Name,Secret access key\na,b'|Expected header \"Access Key ID\" not found",
        "'Access key ID,Secret access key\na,b'|Expected header \"User Name\" not found",
        "'User Name,Access key ID,Secret access key\na,b,c\nd,,f'|Failed to parse entry #2: Row"
            + " missing value for header \"Access Key ID\"",
        "'User Name,Access key ID,Secret access key\n\n'|Failed to parse entry #1: Row missing value"
            + " for header \"User Name\"",
        "'User Name,Access key ID,Secret access key\na]b,k,s'|Failed to parse entry #1: User Name"
            + " cannot be the name of a profile"
      })
  void whatIsWrongIsSaidInTheWordsOfTheCli(String text, String reason) throws IOException {
    Path csv = csv(text);
    var problem = Thrown.problem(ExportProblem.CsvUnreadable.class, () -> write(csv, false, ""));
    assertEquals(reason, problem.reason());
    assertFalse(Files.exists(home.resolve(".aws")), "nothing is written");
  }

  @Test
  void rowsThatAreNotWholeCanBeLeftOut() throws IOException {
    assertEquals(List.of("b"), write(csv(HEADER + "a,,s\nb,AKIA,s\n\n"), true, ""));
    assertTrue(credentials().startsWith("[b]"));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    var problem =
        Thrown.problem(
            ExportProblem.CsvUnreadable.class, () -> write(home.resolve("none"), false, ""));
    assertTrue(problem.file().endsWith("none"), problem.file());
  }
}
