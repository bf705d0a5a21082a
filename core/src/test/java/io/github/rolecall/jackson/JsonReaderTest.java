package io.github.rolecall.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonDocument;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":[1,-2147483649,123456789012345678901234567890,1.5,true,false,null,\"\\u0000é\"]}",
        "{\"a\":{\"a\":{}}}"
      })
  void objectsAreRead(String text) {
    assertEquals(Optional.of(text), JsonReader.object(" " + text + "\n").map(Object::toString));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "null",
        "{",
        "{} {}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{a:1}",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":2}",
        "{\"x\":{\"a\":1,\"a\":2}}",
        "{\"a\":\"\n\"}",
        "{}//x"
      })
  void whatIsNoObjectOrNamesAKeyTwiceIsRefused(String text) {
    assertEquals(Optional.empty(), JsonReader.object(text));
  }

  @Test
  void whatGoesTooDeepIsRefused() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    assertEquals(Optional.empty(), JsonReader.object("{\"a\":" + deep + "}"));
    assertThrows(IllegalArgumentException.class, () -> JsonReader.document(deep));
  }

  @Test
  void peopleAreToldWhichKeysRepeat() {
    JsonDocument document =
        JsonReader.document("{\"a\": [{\"b\": 1, \"b\": {\"c\": 1, \"c\": 2}}], \"a\": 1}");
    assertEquals(List.of("a/0/b", "a/0/b/c", "a"), document.duplicates());
    assertEquals("{\"a\":1}", document.root().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\n \"a\": x}'|line 2, column 7: ",
        "'{} 1'|line 1, column 5: there is text after the JSON",
        "''|line 1, column 1: it is empty"
      })
  void peopleAreToldWhereItIsNoJson(String text, String message) {
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> JsonReader.document(text)).getMessage();
    assertTrue(thrown.startsWith(message), thrown);
  }
}
