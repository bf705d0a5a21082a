package io.github.rolecall.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests valid and invalid HTTP answers. In the texts, {@code ~} is a line break. */
class HttpReaderTest {
  private static final long SEED = 20261126;

  private static byte[] bytes(String text) {
    return text.replace("~", "\r\n").getBytes(ISO_8859_1);
  }

  private static HttpReader reader(String text) {
    return new HttpReader(new ByteArrayInputStream(bytes(text)));
  }

  private static String refused(String text) {
    HttpReader reader = reader(text);
    String said = String.valueOf(assertThrows(IOException.class, reader::answer).getMessage());
    try {
      assertFalse(reader.fitForMore());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return said;
  }

  @ParameterizedTest(name = "{index}")
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK~Content-Length: 2~~hi|200|hi|true",
        "HTTP/1.1 200~Content-Length:2~~hi|200|hi|true",
        "HTTP/1.1 200 ~CONTENT-LENGTH: \t2 \t~~hi|200|hi|true",
        "HTTP/1.1 200 OK~Content-Length: 2~Connection: close~~hi|200|hi|false",
        "HTTP/1.1 200 OK~Content-Length: 2~Connection: a, Close~~hi|200|hi|false",
        "HTTP/1.1 200 OK~Content-Length: 2~Connection: a~Connection: close~~hi|200|hi|false",
        "HTTP/1.1 200 OK~Content-Length: 2~Connection: keep-alive~~hi|200|hi|true",
        "HTTP/1.0 200 OK~Content-Length: 2~~hi|200|hi|false",
        "HTTP/1.0 200 OK~~hi|200|hi|false",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1;x=y~h~1~i~0~~|200|hi|true",
        "HTTP/1.1 200 OK~Transfer-Encoding: Chunked~~2~hi~0~a: b~~|200|hi|true",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~000002 ~hi~00~~|200|hi|true",
        "HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 2~~hi|200|hi|true",
        "HTTP/1.1 103 Early Hints~Link: x~~HTTP/1.1 102 P~~HTTP/1.1 200 OK~Content-Length: 2~~hi|200|hi|true",
        "HTTP/1.1 204 No Content~~|204|''|true",
        "HTTP/1.1 304 Not Modified~Content-Length: 5~~|304|''|true",
        "HTTP/1.1 502 Bad Gateway~~<p>|502|<p>|false",
        "HTTP/1.1 302 Found~Location: /x~~|302|''|false"
      })
  void anAnswerIsRead(String text, int status, String body, boolean fitForMore) throws IOException {
    HttpReader reader = reader(text);
    Http.Answer answer = reader.answer();
    assertEquals(status, answer.status());
    assertEquals(body, answer.body());
    assertEquals(fitForMore, reader.fitForMore());
    assertFalse(answer.toString().contains("hi"), "a body may be a token");
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "",
        "~",
        "SSH-2.0-x~~",
        "HTTP/2 200 OK~Content-Length: 2~~hi",
        "HTTP/1.2 200 OK~Content-Length: 2~~hi",
        "HTTP/1.1  200 OK~Content-Length: 2~~hi",
        "http/1.1 200 OK~Content-Length: 2~~hi",
        "HTTP/1.1 abc~Content-Length: 2~~hi",
        "HTTP/1.1 2000~Content-Length: 2~~hi",
        "HTTP/1.1 099 X~Content-Length: 2~~hi",
        "HTTP/1.1 600 X~Content-Length: 2~~hi",
        "HTTP/1.1 101 Switching Protocols~~HTTP/1.1 200 OK~Content-Length: 2~~hi",
        // lines
        "HTTP/1.1 200 OK\nContent-Length: 2\n\nhi",
        "HTTP/1.1 200 OK\rContent-Length: 2~~hi",
        "HTTP/1.1 200 OK~Content-Length: 2~\rhi~~",
        "HTTP/1.1 200 OK~A: b\0~Content-Length: 2~~hi",
        "HTTP/1.1 200 OK~A: b\u007f~Content-Length: 2~~hi",
        // headers
        "HTTP/1.1 200 OK~no colon~Content-Length: 2~~hi",
        "HTTP/1.1 200 OK~: x~Content-Length: 2~~hi",
        "HTTP/1.1 200 OK~Content-Length : 2~~hi",
        "HTTP/1.1 200 OK~ Content-Length: 2~~hi",
        "HTTP/1.1 200 OK~A: b~ c~Content-Length: 2~~hi",
        "HTTP/1.1 200 OK~A(: b~Content-Length: 2~~hi",
        // lengths
        "HTTP/1.1 200 OK~~hi",
        "HTTP/1.1 200 OK~Content-Length: 2~Content-Length: 2~~hi",
        "HTTP/1.1 200 OK~Content-Length: 2~Content-Length: 3~~hi!",
        "HTTP/1.1 200 OK~Content-Length: 2, 2~~hi",
        "HTTP/1.1 200 OK~Content-Length: ~~hi",
        "HTTP/1.1 200 OK~Content-Length: -1~~",
        "HTTP/1.1 200 OK~Content-Length: +2~~hi",
        "HTTP/1.1 200 OK~Content-Length: 0x2~~hi",
        "HTTP/1.1 200 OK~Content-Length: 2.0~~hi",
        "HTTP/1.1 200 OK~Content-Length: \u00b2~~hi",
        "HTTP/1.1 200 OK~Content-Length: 99999999~~",
        "HTTP/1.1 200 OK~Content-Length: 1048577~~",
        "HTTP/1.1 200 OK~Content-Length: 4294967298~~hi",
        "HTTP/1.1 200 OK~Content-Length: 5~~hi",
        "HTTP/1.1 502 Bad Gateway~Content-Length: 5~~hi",
        // codings
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~Content-Length: 2~~2~hi~0~~",
        "HTTP/1.1 502 Bad Gateway~Content-Length: 2~Transfer-Encoding: chunked~~2~hi~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~2~hi~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~2~hi~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: identity~~hi",
        "HTTP/1.1 200 OK~Transfer-Encoding:~~2~hi~0~~",
        "HTTP/1.0 200 OK~Transfer-Encoding: chunked~~2~hi~0~~",
        // chunks
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~x~hi~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~-2~hi~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~+2~hi~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0x2~hi~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~ 2~hi~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2 x~hi~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~;x~hi~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~hi!~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~hi0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2\nhi\n0\n\n",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hi",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~hi~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~hi~0~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~hi~0~no trailer~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~ffffff~hi~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~100000000~hi~0~~"
      })
  void whatIsNoAnswerIsRefused(String text) {
    refused(text);
  }

  @Test
  void anAnswerThatEndsAtAnyByteBeforeItsEndIsNone() throws IOException {
    for (String text :
        List.of(
            "HTTP/1.1 103 E~Link: x~~HTTP/1.1 200 OK~Content-Length: 11~~hello there",
            "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5;a~hello~6~ there~0~a: b~~")) {
      byte[] whole = bytes(text);
      new HttpReader(new ByteArrayInputStream(whole)).answer();
      for (int end = 0; end < whole.length; end++) {
        var reader = new HttpReader(new ByteArrayInputStream(whole, 0, end));
        assertThrows(IOException.class, reader::answer, text + " until " + end);
      }
    }
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK~Content-Length: 2~~hi!",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~hi~0~~~",
        "HTTP/1.1 204 No Content~Content-Length: 2~~hi"
      })
  void whatFollowsAnAnswerIsNoOther(String text) throws IOException {
    HttpReader reader = reader(text + "HTTP/1.1 200 OK~Content-Length: 4~~evil");
    reader.answer();
    assertFalse(reader.fitForMore());
  }

  @Test
  void interimAnswersAreBounded() throws IOException {
    String interim = "HTTP/1.1 103 Early Hints~~";
    String last = "HTTP/1.1 200 OK~Content-Length: 2~~hi";
    assertEquals("hi", reader(interim.repeat(20) + last).answer().body());
    assertTrue(refused(interim.repeat(21) + last).contains("too many interim responses"));
    String large = "HTTP/1.1 103 Early Hints~A: " + "x".repeat(20_000) + "~~";
    assertTrue(refused(large.repeat(4) + last).contains("65536"));
  }

  /**
   * The reader must stop reading from a server that never stops sending, in any part of the answer.
   */
  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "H",
        "HTTP/1.1 200 OK|x",
        "HTTP/1.1 200 OK~A: |x",
        "HTTP/1.1 200 OK~|A: b~",
        "|HTTP/1.1 103 Early Hints~~",
        "HTTP/1.1 103 Early Hints~|A: b~",
        "HTTP/1.1 502 Bad Gateway~~|x",
        "HTTP/1.0 200 OK~~|x",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~|1~x~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~|fff;~" + "xxxxxxxxxx",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1;|x",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0|0",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0~|A: b~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0~A: |x"
      })
  void whatHasNoEndIsLeft(String text) {
    int bar = text.indexOf('|');
    byte[] begin = bytes(text.substring(0, Math.max(bar, 0)));
    byte[] again = bytes(text.substring(bar + 1));
    var endless = new Endless(begin, again);
    var reader = new HttpReader(endless);
    assertThrows(IOException.class, reader::answer);
    assertTrue(
        endless.read <= HttpReader.LONGEST_BODY + HttpReader.LONGEST_TEXT + 2, "" + endless.read);
  }

  /** A stream with a start, and then with the same bytes repeated forever. */
  private static final class Endless extends InputStream {
    private final byte[] begin;
    private final byte[] again;
    private int read;

    private Endless(byte[] begin, byte[] again) {
      this.begin = begin;
      this.again = again;
    }

    @Override
    public int read() {
      int at = read++;
      return at < begin.length ? begin[at] : again[(at - begin.length) % again.length];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      for (int i = 0; i < length; i++) {
        bytes[offset + i] = (byte) read();
      }
      return length;
    }
  }

  @Test
  void theLargestAnswerIsReadAndOneByteMoreIsNot() throws IOException {
    String most = "x".repeat(HttpReader.LONGEST_BODY);
    assertEquals(most, reader("HTTP/1.1 200 OK~Content-Length: 1048576~~" + most).answer().body());
    assertEquals(most, reader("HTTP/1.1 500 X~~" + most).answer().body());
    String chunks = "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~100000~" + most + "~";
    assertEquals(most, reader(chunks + "0~~").answer().body());
    for (String more :
        List.of(
            "HTTP/1.1 200 OK~Content-Length: 1048577~~" + most + "x",
            "HTTP/1.1 500 X~~" + most + "x",
            chunks + "1~x~0~~")) {
      assertTrue(refused(more).contains("1048576"));
    }
  }

  /** A valid answer of a server, in one of many forms. */
  private record Valid(int status, Map<String, String> headers, String body, String text) {
    private byte[] wire() {
      return bytes(text);
    }

    private static Valid of(Random random) {
      var wire = new StringBuilder();
      for (int i = random.nextInt(3); i > 0; i--) {
        wire.append("HTTP/1.1 10").append(random.nextBoolean() ? "0" : "3 Early").append("~~");
      }
      int status =
          List.of(200, 200, 201, 302, 400, 403, 404, 429, 500, 503).get(random.nextInt(10));
      String body = text(random, random.nextInt(300));
      var headers = new TreeMap<String, String>();
      for (int i = random.nextInt(5); i > 0; i--) {
        headers.put("x-" + random.nextInt(100), text(random, random.nextInt(40)).strip());
      }
      wire.append("HTTP/1.1 ")
          .append(status)
          .append(random.nextBoolean() ? " What" : "")
          .append('~');
      headers.forEach(
          (name, value) ->
              wire.append(random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT))
                  .append(random.nextBoolean() ? ":" : ": ")
                  .append(value)
                  .append(random.nextBoolean() ? "" : " ")
                  .append('~'));
      if (random.nextBoolean()) {
        wire.append("Content-Length: ").append(body.length()).append("~~").append(body);
      } else {
        wire.append("Transfer-Encoding: chunked~~");
        for (int at = 0; at < body.length(); ) {
          int size = 1 + random.nextInt(body.length() - at);
          wire.append(Integer.toHexString(size)).append(random.nextBoolean() ? ";a=b~" : "~");
          wire.append(body, at, at + size).append('~');
          at += size;
        }
        wire.append("0~").append(random.nextBoolean() ? "x-checksum: 1~" : "").append('~');
      }
      return new Valid(status, headers, body, wire.toString());
    }

    private static String text(Random random, int length) {
      return random
          .ints(length, ' ', '~')
          .mapToObj(c -> String.valueOf((char) c))
          .collect(Collectors.joining());
    }
  }

  @Test
  void everyFormOfAnswerIsReadAndTheNextOneAfterIt() throws IOException {
    var random = new Random(SEED);
    for (int round = 0; round < 1000; round++) {
      var wire = new ByteArrayOutputStream();
      var sent = new ArrayList<Valid>();
      for (int i = 0; i < 3; i++) {
        sent.add(Valid.of(random));
        wire.writeBytes(sent.get(i).wire());
      }
      var reader = new HttpReader(new Dripping(wire.toByteArray(), random));
      for (Valid valid : sent) {
        Http.Answer answer = reader.answer();
        assertEquals(valid.status(), answer.status());
        assertEquals(valid.body(), answer.body());
        valid
            .headers()
            .forEach((name, value) -> assertEquals(value, answer.header(name).orElseThrow(), name));
      }
      assertTrue(reader.fitForMore());
    }
  }

  /**
   * Answers with changed, removed, doubled or added bytes must be read or fail with an IOException.
   */
  @Test
  void noBytesMakeItFailOtherwiseOrReadTooMuch() {
    var random = new Random(SEED);
    int read = 0;
    for (int round = 0; round < 30_000; round++) {
      byte[] wire = Valid.of(random).wire();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        wire = changed(wire, random);
      }
      var reader = new HttpReader(new Dripping(wire, random));
      try {
        while (true) {
          Http.Answer answer = reader.answer();
          assertTrue(answer.body().length() <= wire.length, () -> answer.body());
          assertTrue(answer.status() >= 200 && answer.status() <= 599, answer::toString);
          read++;
        }
      } catch (IOException e) {
        assertTrue(e.getMessage() != null, "an exception without a message");
      } catch (RuntimeException e) {
        throw new AssertionError(new String(wire, ISO_8859_1), e);
      }
    }
    assertTrue(read > 1000, "some stay answers: " + read);
  }

  private static byte[] changed(byte[] wire, Random random) {
    if (wire.length < 3) {
      return "HTTP/1.1 ".getBytes(US_ASCII);
    }
    int at = random.nextInt(wire.length - 2);
    byte[] copy = wire.clone();
    return switch (random.nextInt(5)) {
      case 0 -> {
        copy[at] = (byte) random.nextInt(256);
        yield copy;
      }
      case 1 -> {
        copy[at] = (byte) "\r\n\0\t ;:,+-0123456789abcdefx".charAt(random.nextInt(27));
        yield copy;
      }
      case 2 -> Arrays.copyOf(wire, at);
      case 3 -> joined(Arrays.copyOf(wire, at), Arrays.copyOfRange(wire, at + 1, wire.length));
      default -> joined(Arrays.copyOf(wire, at + 2), Arrays.copyOfRange(wire, at, wire.length));
    };
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /** Returns a random number of bytes with each read, as networks do. */
  private static final class Dripping extends FilterInputStream {
    private final Random random;

    private Dripping(byte[] bytes, Random random) {
      super(new ByteArrayInputStream(bytes));
      this.random = random;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return super.read(bytes, offset, length == 0 ? 0 : 1 + random.nextInt(length));
    }
  }
}
