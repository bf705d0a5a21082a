package io.github.rolecall.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that the contents of a file instead of its name are rejected and not shown, and that valid
 * names are accepted.
 */
class FileNameTest {
  @TempDir private Path folder;

  private Path file(String text) {
    return Host.of(Map.of(), folder, folder, System.out).file(new Given(text, "--csv"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User Name,Access key ID,Secret access key\nci,AKIAIOSFODNN7EXAMPLE,secret",
        "ci,AKIAIOSFODNN7EXAMPLE,wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl",
        "eyJhbGciOiJSUzI1NiJ9",
        "/builds/eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "{\"Version\": \"2012-10-17\"}",
        "[{\"name\": \"a\"}]",
        "  {}",
        "<settings/>",
        "'quoted'",
        "role-to-assume: arn:aws:iam::111122223333:role/Deploy",
        "AWS_SECRET_ACCESS_KEY = secret",
        "-----BEGIN CERTIFICATE-----",
        "a\tb",
        "a\u0000b",
        "line\r\nline"
      })
  void contentsAreRefusedAndNotShown(String text) {
    var problem = Thrown.problem(InputProblem.ContentsGiven.class, () -> file(text));
    String message = problem.message(FrontEnd.COMMAND);
    for (String word : text.split("[^\\w/+]+", -1)) {
      assertFalse(word.length() > 7 && message.contains(word), message);
    }
    assertEquals("--csv", problem.name());
  }

  @Test
  void aLongTextIsRefused() {
    Thrown.problem(InputProblem.ContentsGiven.class, () -> file("x".repeat(300)));
    // System calls have a length limit, and creating folders one in another could exhaust the
    // stack.
    Thrown.problem(InputProblem.ContentsGiven.class, () -> file("x/".repeat(3_000)));
    assertEquals(
        folder.resolve("x".repeat(200) + "/" + "y".repeat(200)),
        file("x".repeat(200) + "/" + "y".repeat(200)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "credentials.csv",
        "/etc/rolecall/config.yaml",
        "deploy/Environments1/credentials/production.env",
        "C:\\Users\\me\\config.yaml",
        "my file, with: signs = [1].json",
        "eyJ",
        "key=value.txt",
        "0123456789abcdef0123456789abcdef01234567"
      })
  void namesAreNames(String text) {
    assertEquals(folder.resolve(text), file(text));
  }

  @Test
  void theHomeIsTilde() {
    assertEquals(folder.resolve("x"), file("~/x"));
  }

  @Test
  void aFileThatIsThereHasAName() throws IOException {
    for (String name :
        new String[] {"AKIAIOSFODNN7EXAMPLE_accessKeys.csv", "{a}", "eyJhbGciOiJS.x"}) {
      assertEquals(Files.createFile(folder.resolve(name)), file(name));
    }
  }
}
