package io.github.rolecall.packagemanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.problem.CodeArtifactProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "other|1|an element",
        "<b/>|1|<a> as the first element",
        "<a>#<b>#</a>|3|</b>",
        "<a>##<b></b>|1|</a>",
        "<a>#<!-- </a>|2|-->",
        "<a>#<b c=d/></a>|2|>",
        "<a>#<b c='<'/></a>|2|>",
        "<a/>#<a/>|2|nothing after </a>",
        "<?xml version='1.0'?>#<!DOCTYPE a>#<a/>|2|<a>, not <!DOCTYPE>, whose entities Rolecall does not replace",
        "<a>#<![CDATA[ </a>|2|]]>",
        "<a>#< b/></a>|2|an element",
        "#|2|an element",
        "<\0a\0/\0>|1|UTF-8"
      })
  void whatIsNoXmlIsRefusedWithItsLine(String text, int line, String expected) {
    var problem =
        Thrown.problem(
            CodeArtifactProblem.FileSyntax.class,
            () -> XmlReader.read("x.xml", text.replace('#', '\n'), "a"));
    assertEquals(line, problem.line(), problem.expected());
    assertTrue(problem.expected().contains(expected), problem.expected());
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "<a>".repeat(5000) + "</a>".repeat(5000);
    var problem =
        Thrown.problem(
            CodeArtifactProblem.FileSyntax.class, () -> XmlReader.read("x.xml", deep, "a"));
    assertEquals(1, problem.line());
  }

  @Test
  void tagsInCommentsAndTextAreNone() {
    String text =
        "\uFEFF<?xml version='1.0'?>\n<!-- <a> -->\n<a x = '1' y=\"<\"><!-- <b/> --><![CDATA[<b/>]]><?b <b/>?><c z='\"'/></a >\n<!-- end -->";
    XmlElement root = XmlReader.read("x.xml", text.replace("\"<\"", "\"'>\""), "a");
    assertEquals(1, root.children().size());
    assertEquals("c", root.children().get(0).name());
    assertEquals(2, root.attributes().size());
  }
}
