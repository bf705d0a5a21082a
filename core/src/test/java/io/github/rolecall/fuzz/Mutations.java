package io.github.rolecall.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Generates inputs that resemble the samples but that nobody would write. */
final class Mutations {
  private static final int LONGEST = 64 * 1024;

  /** Words with a meaning in one of the formats, and lengths and values at a limit. */
  private static final List<byte[]> WORDS =
      List.of(
              ("\r\n|\n|\r|\0|\t| |=|:|,|;|\"|'|`|[|]|{|}|(|)|<|>|</|/>|<a>|</a>|<!--|-->|<?|&|&amp;|&#x"
                      + "|&#1114112;|&#xD800;|<<|EOF|::|%|%0A|%7B|\\|\\u0000|\\uD800|*|?|${|$$|!!|&a |*a|- |? |---"
                      + "|...|#|@|~|null|true|-0|1e999999999|99999999999999999999|0x|NaN|\uFEFF|\u2028|\u0085"
                      + "|\uD83D\uDE00|é|[default]|[profile a]|region = |exp|aud|Statement|Condition|StringLike"
                      + "|HTTP/1.1 200 |Content-Length: 1|Transfer-Encoding: chunked|ffffff|role-to-assume|roles:")
                  .split("\\|", -1))
          .stream()
          .map(word -> word.getBytes(UTF_8))
          .toList();

  /** Pairs that can be nested. */
  private static final List<String[]> PAIRS =
      List.of(
          new String[] {"<a>", "</a>"},
          new String[] {"[", "]"},
          new String[] {"{\"a\":", "}"},
          new String[] {"{a: ", "}"},
          new String[] {"\"", "\""},
          new String[] {"(", ")"});

  private final Random random;
  private final List<byte[]> samples;

  Mutations(List<byte[]> samples, long seed) {
    this.samples = samples;
    this.random = new Random(seed);
  }

  /** Returns a sample with up to eight changes. */
  byte[] next() {
    byte[] data = any(samples);
    for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
      data = changed(data);
    }
    return data;
  }

  private byte[] changed(byte[] data) {
    int from = at(data);
    int to = Math.min(data.length, from + random.nextInt(1 + Math.min(40, data.length)));
    byte[] part = Arrays.copyOfRange(data, from, to);
    return switch (random.nextInt(7)) {
      case 0 -> with(data, from, to, new byte[0]);
      case 1 -> with(data, from, from, repeated(part, 1 + random.nextInt(8)));
      case 2 -> with(data, from, from, any(WORDS));
      case 3 -> with(data, from, to, any(WORDS));
      case 4 -> with(data, from, from, new byte[] {(byte) random.nextInt(256)});
      case 5 -> with(data, from, data.length, tail(any(samples)));
      default -> with(data, from, from, repeated(any(WORDS), random.nextInt(300)));
    };
  }

  private byte[] tail(byte[] other) {
    return Arrays.copyOfRange(other, at(other), other.length);
  }

  private int at(byte[] data) {
    return random.nextInt(data.length + 1);
  }

  private byte[] any(List<byte[]> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static byte[] with(byte[] data, int from, int to, byte[] instead) {
    var changed = new ByteArrayOutputStream();
    changed.write(data, 0, from);
    changed.writeBytes(instead);
    changed.write(data, to, data.length - to);
    return changed.size() > LONGEST
        ? Arrays.copyOf(changed.toByteArray(), LONGEST)
        : changed.toByteArray();
  }

  private static byte[] repeated(byte[] part, int times) {
    var all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /**
   * Repeats each word and each line of a sample many times, to find deep nesting and more than
   * linear cost.
   */
  List<byte[]> floods(int size) {
    var floods = new ArrayList<byte[]>();
    for (byte[] word : WORDS) {
      if (word.length > 0) {
        floods.add(repeated(word, size / word.length));
      }
    }
    for (String[] pair : PAIRS) {
      byte[] opening = pair[0].getBytes(UTF_8);
      byte[] closing = pair[1].getBytes(UTF_8);
      int times = size / (opening.length + closing.length);
      floods.add(joined(repeated(opening, times), repeated(closing, times)));
    }
    for (byte[] sample : samples) {
      for (String line : new String(sample, UTF_8).split("(?<=\n)", -1)) {
        byte[] bytes = line.getBytes(UTF_8);
        if (bytes.length > 0) {
          byte[] flood = repeated(bytes, size / bytes.length);
          floods.add(flood);
          floods.add(joined(sample, flood));
        }
      }
    }
    return floods;
  }

  /** Returns the start of an input with escapes, and its length. */
  static String shown(byte[] data) {
    var text = new StringBuilder(data.length + " bytes: ");
    for (int i = 0; i < Math.min(data.length, 2000); i++) {
      int b = data[i] & 0xff;
      text.append(b < 0x20 || b > 0x7e || b == '\\' ? "\\x%02x".formatted(b) : (char) b);
    }
    return text.toString();
  }
}
