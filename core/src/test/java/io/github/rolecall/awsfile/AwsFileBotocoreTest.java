package io.github.rolecall.awsfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.awsfile.AwsFileText.Kind;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.text.LosslessText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares Rolecall with botocore on generated files: both must read the same sections, keys and
 * values, or both reject the file. After Rolecall wrote a profile, botocore must read its new keys,
 * and all others unchanged.
 */
class AwsFileBotocoreTest {
  private static final long SEED = 20261126;
  private static final int FILES = 1500;

  /** Reads each file of a folder with botocore; null for files that it rejects. */
  private static final String READ =
      """
      import botocore.configloader as loader, json, os, sys
      folder, kind = sys.argv[1:]
      read = loader.load_config if kind == "CONFIG" else loader.raw_config_parse
      answers = {}
      for name in os.listdir(folder):
          try:
              answers[name] = read(os.path.join(folder, name))
          except Exception:
              answers[name] = None
      with open(folder + ".json", "w", encoding="utf-8") as out:
          json.dump(answers, out)
      """;

  private static final List<String> NAMES = List.of("default", "a", "b", "a b", "DEFAULT");
  private static final List<String> HEADERS =
      List.of(
          "%s",
          "%s",
          "profile %s",
          "profile %s",
          "profile %s",
          "profile \"%s\"",
          "profile  '%s'",
          "profile\t%s",
          "sso-session %s",
          "services %s",
          " %s",
          "profile%s",
          "profile %s x",
          "profile '%s");
  private static final List<String> AFTER = List.of("", "", "", "", " # c", ";c", " ] ; c", " x");
  private static final List<String> KEYS =
      List.of(
          "a",
          "B",
          "aws_access_key_id",
          "Role_Arn",
          "key with blank",
          "region",
          "s3",
          "[k]",
          "rem",
          "\u0130",
          "\u00df",
          "\"k\"",
          "%");
  private static final List<String> SIGNS = List.of("=", " = ", " = ", ":", " : ", "\t=\t", "= :");
  private static final List<String> VALUES =
      List.of(
          "v",
          "v",
          "value # no comment",
          "a=b",
          "a:b",
          "\u00e9\ud83d\ude02",
          "x\u2028y",
          "\u00a0z",
          "[a]",
          "",
          "",
          "'q'",
          "v\u000bw",
          "v\fw",
          "v\u001cw",
          "v\u0085w",
          "v\u0000w",
          "%(a)s",
          "\"q\" x",
          "\\",
          "v;");
  private static final List<String> INDENTS =
      List.of(" ", "  ", "\t", "\u00a0", "    ", "\u2003", "\f", "\u001f");
  private static final List<String> COMMENTS = List.of("# c", "; c = d", "#[a]", "#", ";;");

  /**
   * Lines that no reader accepts, or only some readers. They are rare, so that most files stay
   * readable.
   */
  private static final List<String> ODD =
      List.of(
          "odd",
          "= v",
          "[",
          "[]",
          ": v",
          "]",
          "[x] = v",
          "[x",
          "k = \uDCE9 in Latin-1",
          "\u2028",
          "[ ]",
          "\\");

  private static final Map<String, String> NEW = Map.of("a", "new", "role_arn", "of:role = # x");

  @TempDir private Path folder;
  private final Random random = new Random(SEED);

  @BeforeEach
  void botocore() {
    Botocore.assumeInstalled();
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean rarely(int times) {
    return random.nextInt(times) == 0;
  }

  private String file() {
    var lines = new ArrayList<String>();
    for (int i = rarely(4) ? 0 : 1; i < 14 && !rarely(12); i++) {
      String indent = rarely(4) ? one(INDENTS) : "";
      int what = lines.isEmpty() && !rarely(20) ? 0 : random.nextInt(20);
      lines.add(
          indent
              + switch (what) {
                case 0, 1, 2, 3 -> "[" + one(HEADERS).formatted(one(NAMES)) + "]" + one(AFTER);
                case 4, 5, 6 -> one(COMMENTS);
                case 7, 8 -> "";
                case 9, 10, 11 -> one(INDENTS) + (rarely(3) ? one(VALUES) : "n = " + one(VALUES));
                case 12 -> rarely(6) ? one(ODD) : "";
                default -> one(KEYS) + (i < 3 ? "" : i) + one(SIGNS) + one(VALUES);
              });
    }
    String end = one(List.of("\n", "\n", "\n", "\r\n", "\r"));
    return String.join(end, lines) + (rarely(3) ? "" : end);
  }

  /** Returns what botocore reads in each text, in the same order. */
  private List<JsonValue> theirs(Kind kind, List<String> texts) throws IOException {
    Path files = Files.createTempDirectory(folder, "files");
    for (int i = 0; i < texts.size(); i++) {
      Files.write(files.resolve(String.valueOf(i)), LosslessText.bytes(texts.get(i)));
    }
    Botocore.run(
        folder,
        Map.of("PATH", System.getenv("PATH"), "PYTHONUTF8", "1"),
        READ,
        files.toString(),
        kind.name());
    String answers = Files.readString(Path.of(files + ".json"), UTF_8);
    JsonValue json = JsonReader.object(answers).orElseThrow();
    var read = new ArrayList<JsonValue>();
    for (int i = 0; i < texts.size(); i++) {
      read.add(json.path(String.valueOf(i)));
    }
    return read;
  }

  /** Returns the profiles with their keys, each value as its JSON. */
  private static Map<String, Map<String, String>> profiles(Kind kind, JsonValue theirs) {
    var profiles = new TreeMap<String, Map<String, String>>();
    JsonValue all = kind == Kind.CONFIG ? theirs.path("profiles") : theirs;
    all.members().entrySet().stream()
        .forEach(
            profile -> {
              var keys = new TreeMap<String, String>();
              profile.getValue().members().entrySet().stream()
                  .forEach(key -> keys.put(key.getKey(), flat(key.getValue())));
              profiles.put(profile.getKey(), keys);
            });
    return profiles;
  }

  private static String flat(JsonValue value) {
    if (value.isString()) {
      return value.text();
    }
    var nested = new TreeMap<String, String>();
    value.members().entrySet().stream()
        .forEach(key -> nested.put(key.getKey(), key.getValue().text()));
    return nested.toString();
  }

  private static Map<String, Map<String, String>> profiles(Kind kind, String text) {
    var profiles = new TreeMap<String, Map<String, String>>();
    AwsFileText.of(kind, text)
        .sections("the file")
        .forEach(
            (section, keys) ->
                kind.profile(section)
                    .ifPresent(
                        name -> {
                          var all = new TreeMap<String, String>();
                          keys.forEach((key, value) -> all.put(key, flat(value)));
                          profiles.put(name, all);
                        }));
    return profiles;
  }

  private static String flat(String value) {
    return value.startsWith("\n") ? new TreeMap<>(AwsFileText.nested(value)).toString() : value;
  }

  private static String shown(String text) {
    return text.replace("\r", "\\r\r") + "\n----";
  }

  private List<String> generated() {
    var texts = new ArrayList<String>();
    for (int i = 0; i < FILES; i++) {
      texts.add(file());
    }
    return texts;
  }

  @Test
  void bothReadTheSame() throws IOException {
    for (Kind kind : Kind.values()) {
      List<String> texts = generated();
      List<JsonValue> theirs = theirs(kind, texts);
      int read = 0;
      for (int i = 0; i < FILES; i++) {
        String text = texts.get(i);
        assertEquals(text, AwsFileText.of(kind, text).toString());
        if (theirs.get(i).isNull()) {
          Thrown.problem(
              ProfileProblem.FileSyntax.class,
              () -> AwsFileText.of(kind, text).sections(shown(text)));
        } else {
          read++;
          Map<String, Map<String, String>> expected = profiles(kind, theirs.get(i));
          assertEquals(
              expected, assertDoesNotThrow(() -> profiles(kind, text), shown(text)), shown(text));
        }
      }
      assertTrue(read > FILES / 3 && read < FILES, read + " of " + FILES + " can be read");
    }
  }

  @Test
  void bothReadWhatIsWritten() throws IOException {
    for (Kind kind : Kind.values()) {
      // An empty section. Readers see in it only the keys of [DEFAULT], which apply to every
      // section.
      String more = kind == Kind.CONFIG ? "\n[profile zz]\n" : "\n[zz]\n";
      List<String> texts = generated().stream().map(text -> text + more).toList();
      var changed = new ArrayList<String>();
      for (int i = 0; i < FILES; i++) {
        changed.add(changed(i, AwsFileText.of(kind, texts.get(i))).toString());
      }
      List<JsonValue> before = theirs(kind, texts);
      List<JsonValue> after = theirs(kind, changed);
      int written = 0;
      for (int i = 0; i < FILES; i++) {
        if (before.get(i).isNull()) {
          continue;
        }
        String shown = shown(texts.get(i)) + "\n" + shown(changed.get(i));
        assertTrue(!after.get(i).isNull(), shown);
        Map<String, Map<String, String>> expected = profiles(kind, before.get(i));
        Map<String, Map<String, String>> actual = profiles(kind, after.get(i));
        assertOwn(i, expected, actual, shown);
        for (Map<String, Map<String, String>> profiles : List.of(expected, actual)) {
          profiles.remove("a");
          // SDKs take it for the same profile.
          profiles.remove(" a");
        }
        assertEquals(expected, actual, shown);
        assertEquals(AwsFileText.of(kind, changed.get(i)).has("a"), i % 3 != 2, shown);
        written++;
      }
      assertTrue(written > FILES / 3, written + " of " + FILES + " can be read");
    }
  }

  private static AwsFileText changed(int i, AwsFileText text) {
    return switch (i % 3) {
      case 0 -> text.with("a", NEW);
      case 1 -> text.setting("a", NEW);
      default -> text.without("a");
    };
  }

  private static void assertOwn(
      int i,
      Map<String, Map<String, String>> before,
      Map<String, Map<String, String>> after,
      String shown) {
    if (i % 3 == 2) {
      assertFalse(after.containsKey("a"), shown);
      return;
    }
    var expected = new TreeMap<>(before.get("zz"));
    var actual = new TreeMap<>(after.get("a"));
    if (i % 3 == 1) {
      expected.putAll(before.getOrDefault("a", Map.of()));
      // Ignore keys that only SDKs take for keys of the profile, and that Rolecall keeps.
      actual
          .keySet()
          .retainAll(Stream.concat(expected.keySet().stream(), NEW.keySet().stream()).toList());
    }
    expected.putAll(NEW);
    assertEquals(expected, actual, shown);
  }
}
