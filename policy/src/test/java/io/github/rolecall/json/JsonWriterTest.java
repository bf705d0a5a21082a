package io.github.rolecall.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;

/** Compares the output of the writer with that of Jackson. */
class JsonWriterTest {
  private static final JsonMapper JACKSON = JsonMapper.builder().build();
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter()
          .withSeparators(
              Separators.createDefaultInstance()
                  .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(LINES)
          .withArrayIndenter(LINES);

  private static void assertSame(Object value) {
    assertEquals(JACKSON.writeValueAsString(value), JsonWriter.compact(value));
    assertEquals(
        JACKSON.writer().with(PRETTY).writeValueAsString(value), JsonWriter.indented(value));
  }

  @Test
  void everyCharacterIsEscapedAsJacksonDoes() {
    for (int from = 0; from < 0x10000; from += 0x100) {
      var text = new StringBuilder();
      for (int c = from; c < from + 0x100; c++) {
        text.append((char) c);
      }
      assertSame(text.toString());
    }
    assertSame("\uD83D\uDE80 beyond");
  }

  @Test
  void everyKindOfValueIsWritten() {
    assertSame(
        Arrays.asList(
            null,
            true,
            false,
            0,
            -1,
            Long.MIN_VALUE,
            new BigInteger("9".repeat(40)),
            new BigDecimal("1E+3"),
            new BigDecimal("-0.10"),
            new BigDecimal("1.5E+300"),
            "",
            List.of(),
            Map.of(),
            List.of(List.of(), Map.of()),
            Map.of("", Map.of("a", List.of(1)))));
  }

  @Test
  void generatedValuesAreWrittenAlikeAndReadBack() {
    for (int seed = 0; seed < 2_000; seed++) {
      Object value = value(new Random(seed), 4);
      assertSame(value);
      JsonValue read = JsonTexts.value(JsonWriter.compact(value));
      assertEquals(JsonWriter.compact(value), read.toString());
      assertEquals(read, JsonTexts.value(JsonWriter.indented(read)));
    }
  }

  private static Object value(Random random, int depth) {
    return switch (depth == 0 ? random.nextInt(3) : random.nextInt(5)) {
      case 0 -> random.nextBoolean() ? (Object) random.nextInt() : (Object) random.nextLong();
      case 1 -> "k" + (char) random.nextInt(0x300) + random.nextInt(9);
      case 2 -> random.nextBoolean();
      case 3 -> {
        var list = new ArrayList<Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
      default -> {
        var map = new LinkedHashMap<String, Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put("k" + random.nextInt(9), value(random, depth - 1));
        }
        yield map;
      }
    };
  }

  @Test
  void whatHasNoFormIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.compact(new Object()));
  }
}
