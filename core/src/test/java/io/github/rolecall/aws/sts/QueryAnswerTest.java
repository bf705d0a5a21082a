package io.github.rolecall.aws.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests valid and invalid XML of AWS query APIs. */
class QueryAnswerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a><b>x</b></a>|x",
        "<?xml version=\"1.0\"?>~<!-- why -->~<a xmlns=\"https://s/\">~ <b c='d' >x</b >~</a>|x",
        "<a><b>1 &lt; 2 &amp;&amp; &quot;&apos;&gt;</b></a>|1 < 2 && \"'>",
        "<a><b>&#229;&#x1F511;</b></a>|å🔑",
        "<a><b>x<!-- y -->z</b></a>|xz",
        "<a><b/></a>|''",
        "<a><b c=\"d\" /></a>|''",
        "<a><b>first</b><b>second</b></a>|first"
      })
  void textsAreFoundByTheirPath(String xml, String text) {
    assertEquals(text, QueryAnswer.parse(xml.replace("~", "\n")).orElseThrow().text("a/b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bad Gateway",
        "{\"a\":1}",
        "<a>",
        "<a><b></a></b>",
        "<a></a><b></b>",
        "<a></a>tail",
        "<a>&unknown;</a>",
        "<a>&#xZZ;</a>",
        "<a>&amp</a>",
        "<a",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
        "<a><![CDATA[x]]></a>",
        "<?xml version=\"1.0\"?>",
        "<!-- never ends"
      })
  void whatIsNoAnswerIsNotRead(String text) {
    assertTrue(QueryAnswer.parse(text).isEmpty());
  }

  @Test
  void whatIsNotThereIsNull() {
    assertEquals("", QueryAnswer.parse("<a><b>x</b></a>").orElseThrow().text("a/c"));
    assertEquals("", QueryAnswer.NONE.text("a"));
  }

  /**
   * The parser must stop at the limit: deeper nesting would need time and memory that grow with the
   * square of its length.
   */
  @ParameterizedTest
  @CsvSource({"50, true", "51, false", "100000, false"})
  void nestingHasALimit(int deep, boolean answer) {
    String xml = "<a>".repeat(deep) + "</a>".repeat(deep);
    assertEquals(answer, QueryAnswer.parse(xml).isPresent());
  }
}
