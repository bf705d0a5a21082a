package io.github.rolecall.config;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.text.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of the file with the place where it stands: text, list or map.
 *
 * @param hidden whether the file says beside it that it is a secret
 */
record Setting(FilePlace place, Dialect dialect, Node node, boolean hidden) {

  /** As JSON writes numbers; what YAML has beside them stays a text. */
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");

  /** In YAML's core schema; the reader knows JSON's word alone. */
  private static final Set<String> NOTHING = Set.of("~", "Null", "NULL");

  /**
   * What a project's file can say of a key.
   *
   * @see <a href="https://www.pulumi.com/docs/iac/concepts/config/#project-level-configuration">
   *     Pulumi, project-level configuration</a>
   */
  private static final Set<String> DECLARATION =
      Set.of("value", "secret", "type", "description", "default", "items");

  /** The whole file; refused if it is no YAML. */
  static Setting parse(String file, String text) {
    var place = new FilePlace(file, "", 1, false);
    return new Setting(place, Dialect.PLAIN, YamlText.parse(file, text), false);
  }

  /** The same file as another program reads it. */
  Setting in(Dialect other) {
    return new Setting(place, other, node, false);
  }

  /** The same value where its lines say nothing to the user. */
  Setting withoutLines() {
    return new Setting(new FilePlace(place.file(), place.path(), 0, true), dialect, node, false);
  }

  /** The same value under a shorter name. */
  Setting named(String other) {
    return new Setting(place.named(other), dialect, node, hidden);
  }

  /**
   * The value of a declaration, as {@code Pulumi.yaml} has them: {@code {value: ..., secret:
   * true}}. Anything else is itself.
   */
  Setting declared() {
    Map<String, Setting> words = dialect == Dialect.STACK ? written() : Map.of();
    if (words.isEmpty() || !DECLARATION.containsAll(words.keySet())) {
      return this;
    }
    Setting value = words.get("value");
    if (value == null) {
      throw invalid(
          String.join(", ", words.keySet()),
          "a value, or a map with `value`; Pulumi accepts `default` and `type` only"
              + " for keys of the project");
    }
    Setting mark = words.get("secret");
    String secret = mark == null ? "false" : mark.text().strip();
    if (mark != null && !secret.matches("(?i)true|false")) {
      throw mark.invalid(secret, "`true` or `false`");
    }
    return new Setting(place, dialect, value.node, secret.equalsIgnoreCase("true"));
  }

  /** Whether the file marks it as a secret, whatever it is for. */
  boolean isSecret() {
    return hidden || dialect.marksSecret(node);
  }

  /** What keeps the value, as a whole, from being had: it is encrypted, or stands elsewhere. */
  Optional<InputProblem> unreadable() {
    try {
      return isExpression() ? Optional.of(expression()) : Optional.empty();
    } catch (CredentialsException e) {
      return Optional.of(unreadable(e).orElseThrow(() -> e));
    }
  }

  /** The problem of a value that only Pulumi knows; empty for another one. */
  static Optional<InputProblem> unreadable(CredentialsException e) {
    return Optional.of(e.problem())
        .filter(
            problem ->
                problem instanceof InputProblem.ConfigEncrypted
                    || problem instanceof InputProblem.ConfigUnresolved)
        .map(InputProblem.class::cast);
  }

  private InputProblem expression() {
    return new InputProblem.ConfigUnresolved(name(), "an expression in ${...}");
  }

  String name() {
    return place.name();
  }

  /** Whether it is one value as it is written, though a text in JSON may have more in it. */
  boolean isText() {
    return plain() instanceof ScalarNode;
  }

  boolean isMap() {
    return content() instanceof MappingNode;
  }

  boolean isList() {
    return content() instanceof SequenceNode;
  }

  /** Whether nothing stands there, or one of YAML's words for it. */
  boolean isEmpty() {
    return node.getTag().equals(Tag.NULL)
        || (node instanceof ScalarNode scalar
            && scalar.isPlain()
            && NOTHING.contains(scalar.getValue()));
  }

  /** The same for a text of nothing but whitespace. */
  boolean isBlank() {
    return isEmpty() || (plain() instanceof ScalarNode scalar && scalar.getValue().isBlank());
  }

  /** Itself, unless nothing stands there. */
  Setting filled() {
    if (isBlank()) {
      throw blank();
    }
    return this;
  }

  /** The entries of a map, in their order; of nothing, none. */
  Map<String, Setting> keys() {
    if (isBlank()) {
      return new LinkedHashMap<>();
    }
    if (!(content() instanceof MappingNode map)) {
      throw wrong("a map");
    }
    return keys(map, inText());
  }

  Optional<Setting> key(String name) {
    return Optional.ofNullable(keys().get(name));
  }

  private Map<String, Setting> keys(MappingNode map, boolean inText) {
    var keys = new LinkedHashMap<String, Setting>();
    for (NodeTuple entry : map.getValue()) {
      String key = Dialect.key(entry);
      FilePlace at = place.key(key, entry.getKeyNode(), inText);
      keys.put(key, new Setting(at, dialect, entry.getValueNode(), false));
    }
    return keys;
  }

  /** The entries of a list; of anything else, that alone. */
  List<Setting> items() {
    if (isBlank()) {
      return List.of();
    }
    return content() instanceof SequenceNode list ? items(list, inText()) : List.of(this);
  }

  private List<Setting> items(SequenceNode list, boolean inText) {
    var items = new ArrayList<Setting>();
    for (Node item : list.getValue()) {
      items.add(new Setting(place.item(items.size(), item, inText), dialect, item, false));
    }
    return items;
  }

  /** Whether what is in it has no lines of its own. */
  private boolean inText() {
    return place.embedded() || isText();
  }

  /** What stands in it as it is written, functions too; of one value, nothing. */
  Map<String, Setting> written() {
    if (node instanceof MappingNode map) {
      return keys(map, place.embedded());
    }
    var written = new LinkedHashMap<String, Setting>();
    if (node instanceof SequenceNode list) {
      items(list, place.embedded()).forEach(item -> written.put(item.place.path(), item));
    }
    return written;
  }

  /** One value; refused for a list or a map, and for what only Pulumi can tell. */
  String text() {
    if (isEmpty()) {
      return "";
    }
    if (!(plain() instanceof ScalarNode scalar)) {
      throw wrong("one value");
    }
    if (isExpression()) {
      throw new CredentialsException(expression());
    }
    return dialect.text(scalar.getValue());
  }

  private boolean isExpression() {
    return plain() instanceof ScalarNode scalar && dialect.isExpression(scalar.getValue());
  }

  Map<String, Object> jsonObject() {
    var object = new LinkedHashMap<String, Object>();
    keys().forEach((key, value) -> object.put(key, value.json()));
    return object;
  }

  private Object json() {
    if (isMap()) {
      return jsonObject();
    }
    if (isList()) {
      return items().stream().map(Setting::json).toList();
    }
    String text = text();
    if (node.getTag().equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    boolean number =
        Set.of(Tag.INT, Tag.FLOAT).contains(node.getTag()) && NUMBER.matcher(text).matches();
    return number ? new BigDecimal(text) : text;
  }

  private Node content() {
    return dialect.content(node, place);
  }

  private Node plain() {
    return dialect.unwrapped(node, place);
  }

  CredentialsException blank() {
    return new CredentialsException(InputProblem.Blank.of(name()));
  }

  /**
   * That nobody reads the key which it is the value of: a misspelled guard would guard nothing.
   *
   * @param key what the user may have misspelled; the name may have more before it
   */
  CredentialsException unknown(String key, Collection<String> known) {
    return new CredentialsException(
        new InputProblem.Unknown(place.path(), place.lineOfFile(), Spelling.nearest(key, known)));
  }

  private CredentialsException wrong(String expected) {
    return invalid(isMap() ? "a map" : isList() ? "a list" : "one value", expected);
  }

  CredentialsException invalid(String actual, String expected) {
    return new CredentialsException(new InputProblem.Invalid(name(), actual, expected));
  }

  /** Without its value, which may be a secret. */
  @Override
  public String toString() {
    return name();
  }
}
