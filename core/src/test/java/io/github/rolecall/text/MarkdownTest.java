package io.github.rolecall.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that untrusted text does not become Markdown, HTML, a link or a mention. */
class MarkdownTest {
  /** The characters that start Markdown, its tables, HTML or a link of GitHub. */
  private static final Pattern ACTIVE = Pattern.compile("[|`*_~\\[\\]()#!\\\\\\r\\n:]|(?i)www[.]");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a|b",
        "``` x ``",
        "<img src=x onerror=alert(1)>",
        "</code></details>",
        "[a](javascript:b) ![c](d)",
        "*a* __b__ ~~c~~",
        "line\nbreak\r\n# heading",
        "https://evil.example/ www.evil.example",
        "@octocat mail@evil.example #12 GH-1",
        "&lt;b&gt; &#60;",
        "\\| \\`",
        "- item",
        "1. item",
        "=== x",
        "a\u202Eb\u2028c\u0007"
      })
  void everyCharacterIsThatCharacter(String text) {
    for (String markdown : new String[] {Markdown.escaped(text), Markdown.code(text)}) {
      String inside =
          markdown.replaceFirst("^<code>", "").replaceFirst("</code>$", "").replace("<!-- -->", "");
      String withoutNumbers = inside.replaceAll("&#\\d+;", "");
      assertFalse(ACTIVE.matcher(withoutNumbers).find(), markdown);
      assertFalse(inside.matches("([-+=]|\\d+[.]).*"), markdown);
      assertFalse(withoutNumbers.matches(".*[<>&@\"'].*"), markdown);
      assertFalse(markdown.matches("(?s).*[\u202E\u2028\u0007\n].*"), markdown);
    }
  }

  /** GitHub also links addresses that are written with numeric character references. */
  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "x HTTP://evil.example", "ftp://evil.example"})
  void noAddressIsALink(String text) {
    String read = Markdown.code(text).replace("&#58;", ":");
    assertFalse(read.contains("://"), read);
    assertTrue(read.contains(":<!-- -->//"), read);
  }

  @Test
  void valuesInSentencesAreCode() {
    assertEquals(
        "Expect <code>a&#58;b/c-d.e</code>, not c&#46;",
        Markdown.prose("Expect a:b/c-d.e, not c."));
  }

  @Test
  void aBlockEndsWhereItEnds() {
    String block = Markdown.block("json", "```\n````\nx");
    assertTrue(block.startsWith("`````json\n```\n"), block);
    assertTrue(block.endsWith("\nx\n`````\n"), block);
  }
}
