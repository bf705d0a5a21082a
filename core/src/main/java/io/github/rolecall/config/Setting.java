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
 * A value in the file and its place: text, list or map.
 *
 * @param hidden whether the file marks it as a secret
 */
record Setting(FilePlace place, Dialect dialect, Node node, boolean hidden) {

  /** A number in JSON's syntax. Other numbers of YAML stay texts. */
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");

  /** Null in YAML's core schema; the parser knows only JSON's null. */
  private static final Set<String> NOTHING = Set.of("~", "Null", "NULL");

  /**
   * The keys of a declaration in a project file.
   *
   * @see <a href="https://www.pulumi.com/docs/iac/concepts/config/#project-level-configuration">
   *     Pulumi, project-level configuration</a>
   */
  private static final Set<String> DECLARATION =
      Set.of("value", "secret", "type", "description", "default", "items");

  /** Parses a file. Fails if it is not YAML. */
  static Setting parse(String file, String text) {
    var place = new FilePlace(file, "", 1, false);
    return new Setting(place, Dialect.PLAIN, YamlText.parse(file, text), false);
  }

  /** Returns the same file in another dialect. */
  Setting in(Dialect other) {
    return new Setting(place, other, node, false);
  }

  /** Returns the same value without line numbers, where they would not help the user. */
  Setting withoutLines() {
    return new Setting(new FilePlace(place.file(), place.path(), 0, true), dialect, node, false);
  }

  /** Returns the same value under a shorter name. */
  Setting named(String other) {
    return new Setting(place.named(other), dialect, node, hidden);
  }

  /**
   * Returns the value of a declaration in {@code Pulumi.yaml}: {@code {value: ..., secret: true}}.
   * Returns any other setting unchanged.
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

  /** Returns whether the file marks it as a secret. */
  boolean isSecret() {
    return hidden || dialect.marksSecret(node);
  }

  /**
   * Returns why the value as a whole is not readable: it is encrypted, or refers to another place.
   */
  Optional<InputProblem> unreadable() {
    try {
      return isExpression() ? Optional.of(expression()) : Optional.empty();
    } catch (CredentialsException e) {
      return Optional.of(unreadable(e).orElseThrow(() -> e));
    }
  }

  /** Returns the problem of a value that only Pulumi can read; empty for any other exception. */
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

  /** Returns whether it is a single value as written. It may be a text that contains JSON. */
  boolean isText() {
    return plain() instanceof ScalarNode;
  }

  boolean isMap() {
    return content() instanceof MappingNode;
  }

  boolean isList() {
    return content() instanceof SequenceNode;
  }

  /** Returns whether it is empty or null. */
  boolean isEmpty() {
    return node.getTag().equals(Tag.NULL)
        || (node instanceof ScalarNode scalar
            && scalar.isPlain()
            && NOTHING.contains(scalar.getValue()));
  }

  /** Returns whether it is empty, null or only whitespace. */
  boolean isBlank() {
    return isEmpty() || (plain() instanceof ScalarNode scalar && scalar.getValue().isBlank());
  }

  /** Returns this setting. Fails if it is empty. */
  Setting filled() {
    if (isBlank()) {
      throw blank();
    }
    return this;
  }

  /** Returns the entries of a map, in their order; none if it is empty. */
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

  /** Returns the entries of a list; any other value is its only entry. */
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

  /** Returns whether its entries have no line numbers of their own. */
  private boolean inText() {
    return place.embedded() || isText();
  }

  /** Returns its entries as written, including functions; none for a single value. */
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

  /** Returns a single value. Refuses a list, a map, and a value that only Pulumi can read. */
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
   * Returns the failure for an unknown key. A misspelled guard must not be ignored: it would guard
   * nothing.
   *
   * @param key what the user may have misspelled; the name may have a longer prefix
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

  /** Omits the value, which may be a secret. */
  @Override
  public String toString() {
    return name();
  }
}
