package io.github.rolecall.packagemanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.problem.CodeArtifactProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipSettingsTest {
  private static final String INDEX =
      "index-url = https://aws:" + Logins.TOKEN + "@" + Logins.HOST + "/pypi/shared/simple/";

  private static String with(String text) {
    return new PipSettings("pip.conf", text).with(Logins.to(PackageTool.PIP));
  }

  @Test
  void aNewFileHasTheIndex() {
    assertEquals("[global]\n" + INDEX + "\n", with(""));
  }

  @Test
  void everythingElseStays() {
    assertEquals(
        "# mine\r\n[install]\r\nno-binary =\r\n    a\r\n    b\r\n\r\n[global]\r\ntimeout=60\r\n"
            + INDEX
            + "\r\n\r\n# of the next\r\n[list]\r\nformat: columns",
        with(
            "# mine\r\n[install]\r\nno-binary =\r\n    a\r\n    b\r\n\r\n[global]\r\ntimeout=60\r\n"
                + "\r\n# of the next\r\n[list]\r\nformat: columns"));
  }

  @Test
  void aFileWithoutALineBreakAtItsEndGetsOne() {
    assertEquals("[global]\ntimeout = 60\n" + INDEX + "\n", with("[global]\ntimeout = 60"));
    assertEquals("[list]\na = 1\n\n[global]\n" + INDEX + "\n", with("[list]\na = 1"));
  }

  @Test
  void anEarlierLoginIsReplacedHoweverItIsWritten() {
    assertEquals(
        "[global]\n" + INDEX + "\ntimeout = 1\n[list]\nindex_url = kept\n",
        with(
            """
            [global]
            index_url = https://aws:old@x/
                more
            timeout = 1
            --index-url: old
            [list]
            index_url = kept
            """));
  }

  @Test
  void theSameLoginAgainChangesNothing() {
    String once = with("[global]\n  a = 1\n\n\n");
    assertEquals("[global]\n  a = 1\n  " + INDEX + "\n\n\n", once);
    assertEquals(once, with(once));
  }

  @Test
  void aSectionThatIsIndentedStaysASection() {
    assertEquals(
        "[global]\n  " + INDEX + "\n  [list]\n  a = 1\n", with("[global]\n  [list]\n  a = 1\n"));
  }

  @Test
  void signsThatAUrlCannotHaveAreEncoded() {
    assertEquals(
        INDEX.replace(Logins.TOKEN, "a%2Fb%40c%2Bd=%25") + "\n",
        new PipSettings("pip.conf", "[global]\n")
            .with(Logins.with(PackageTool.PIP, "a/b@c+d=%"))
            .replace("[global]\n", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "index-url = x|1",
        "[global]#timeout = 1#junk|3",
        "[global]#timeout = 1#[list]#[global]#|4",
        "[global]#timeout = 1#timeout = 2#|3",
        "[global]#Timeout = 1#timeout = 2#|3"
      })
  void whatPipDoesNotReadIsRefusedWithItsLine(String text, int line) {
    var problem =
        Thrown.problem(CodeArtifactProblem.FileSyntax.class, () -> with(text.replace('#', '\n')));
    assertEquals(line, problem.line());
    assertEquals("pip.conf", problem.file());
  }

  @Test
  void aByteOrderMarkIsNamed() {
    var problem =
        Thrown.problem(CodeArtifactProblem.FileSyntax.class, () -> with("\uFEFF[global]\na = 1\n"));
    assertEquals(1, problem.line());
    assertEquals(
        "no byte order mark before the first line: Python does not accept it", problem.expected());
  }
}
