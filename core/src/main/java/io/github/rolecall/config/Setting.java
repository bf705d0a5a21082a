package io.github.rolecall.config;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
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

/** A value of the file with the place where it stands: text, list or map. */
final class Setting {

  /** Who reads the file usually, and so what its values can be. */
  enum Dialect {
    PLAIN,
    /** Values may be encrypted, and lists and maps may be JSON in a text. */
    STACK,
    /** Values may also be secrets, functions and expressions. */
    ESC
  }

  /** As JSON writes numbers; what YAML has beside them stays a text. */
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");

  /** In YAML's core schema; the reader knows JSON's word alone. */
  private static final Set<String> NOTHING = Set.of("~", "Null", "NULL");

  private static final String VALUE = "value";
  private static final String SECRET = "secret";

  /**
   * What a project's file can say of a key.
   *
   * @see <a href="https://www.pulumi.com/docs/iac/concepts/config/#project-level-configuration">
   *     Pulumi, project-level configuration</a>
   */
  private static final Set<String> DECLARATION =
      Set.of(VALUE, SECRET, "type", "description", "default", "items");

  private final String file;
  private final String path;
  private final int line;
  private final Dialect dialect;
  private final Node node;

  /** Whether it stands in a text, so that its own lines say nothing. */
  private final boolean embedded;

  /** Whether the file says beside it that it is a secret. */
  private final boolean secret;

  private Setting(
      String file, String path, int line, Dialect dialect, Node node, boolean embedded) {
    this(file, path, line, dialect, node, embedded, false);
  }

  private Setting(
      String file,
      String path,
      int line,
      Dialect dialect,
      Node node,
      boolean embedded,
      boolean secret) {
    this.file = file;
    this.path = path;
    this.line = line;
    this.dialect = dialect;
    this.node = node;
    this.embedded = embedded;
    this.secret = secret;
  }

  /**
   * The whole file.
   *
   * @throws CredentialsException with {@link InputProblem.ConfigSyntax}
   */
  static Setting parse(String file, String text) {
    return new Setting(file, "", 1, Dialect.PLAIN, YamlText.parse(file, text), false);
  }

  /** The same file as another program reads it. */
  Setting in(Dialect other) {
    return new Setting(file, path, line, other, node, embedded);
  }

  /** The same value where its lines say nothing to the user. */
  Setting withoutLines() {
    return new Setting(file, path, 0, dialect, node, true);
  }

  /** The same value under a shorter name. */
  Setting named(String other) {
    return new Setting(file, other, line, dialect, node, embedded, secret);
  }

  /**
   * The value of a declaration, as {@code Pulumi.yaml} has them: {@code {value: ..., secret:
   * true}}. Anything else is itself.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} for a declaration without value
   */
  Setting declared() {
    if (dialect != Dialect.STACK || !(node instanceof MappingNode)) {
      return this;
    }
    Map<String, Setting> words = written();
    if (words.isEmpty() || !DECLARATION.containsAll(words.keySet())) {
      return this;
    }
    Setting value = words.get(VALUE);
    if (value == null) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              name(),
              String.join(", ", words.keySet()),
              "a value, or a map with `value`; Pulumi takes `default` and `type` for the project's"
                  + " own keys only"));
    }
    Setting mark = words.get(SECRET);
    String hidden = mark == null ? "false" : mark.text().strip();
    if (mark != null && !hidden.matches("(?i)true|false")) {
      throw new CredentialsException(
          new InputProblem.Invalid(mark.name(), hidden, "`true` or `false`"));
    }
    return new Setting(
        file, path, line, dialect, value.node, embedded, hidden.equalsIgnoreCase("true"));
  }

  /** Whether the file marks it as a secret, whatever it is for. */
  boolean isSecret() {
    return secret
        || (dialect == Dialect.ESC
            && node instanceof MappingNode map
            && map.getValue().size() == 1
            && ((ScalarNode) map.getValue().get(0).getKeyNode()).getValue().equals("fn::secret"));
  }

  /** What keeps the value, as a whole, from being had: it is encrypted, or stands elsewhere. */
  Optional<InputProblem> unreadable() {
    try {
      if (isExpression()) {
        return Optional.of(expression());
      }
      return Optional.empty();
    } catch (CredentialsException e) {
      return Optional.of(unreadable(e).orElseThrow(() -> e));
    }
  }

  /** The problem of a value that only Pulumi knows; empty for another one. */
  static Optional<InputProblem> unreadable(CredentialsException e) {
    return e.problem() instanceof InputProblem problem
            && (problem instanceof InputProblem.ConfigEncrypted
                || problem instanceof InputProblem.ConfigUnresolved)
        ? Optional.of(problem)
        : Optional.empty();
  }

  private InputProblem expression() {
    return new InputProblem.ConfigUnresolved(name(), "an expression in ${...}");
  }

  String path() {
    return path;
  }

  String file() {
    return file;
  }

  /** Where it stands, for messages: {@code aws:region in Pulumi.dev.yaml, line 4}. */
  String name() {
    return path + " in " + where();
  }

  String where() {
    return line == 0 ? file : file + ", line " + line;
  }

  Node node() {
    return node;
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

  /**
   * The entries of a map, in their order; of nothing, none.
   *
   * @throws CredentialsException with {@link InputProblem} when it is no map
   */
  Map<String, Setting> keys() {
    var keys = new LinkedHashMap<String, Setting>();
    if (isBlank()) {
      return keys;
    }
    if (!(content() instanceof MappingNode map)) {
      throw wrong("a map");
    }
    for (NodeTuple entry : map.getValue()) {
      String key = ((ScalarNode) entry.getKeyNode()).getValue();
      keys.put(
          key,
          child(path.isEmpty() ? key : path + "." + key, entry.getKeyNode(), entry.getValueNode()));
    }
    return keys;
  }

  /** The entries of a list; of anything else, that alone. */
  List<Setting> items() {
    if (isBlank()) {
      return List.of();
    }
    if (!(content() instanceof SequenceNode list)) {
      return List.of(this);
    }
    var items = new ArrayList<Setting>();
    for (Node item : list.getValue()) {
      items.add(child(path + "[" + items.size() + "]", item, item));
    }
    return items;
  }

  /** What stands in it as it is written, functions too; of one value, nothing. */
  Map<String, Setting> written() {
    var written = new LinkedHashMap<String, Setting>();
    if (node instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        String key = ((ScalarNode) entry.getKeyNode()).getValue();
        String name = path.isEmpty() ? key : path + "." + key;
        written.put(
            key,
            new Setting(
                file,
                name,
                YamlText.line(entry.getKeyNode()),
                dialect,
                entry.getValueNode(),
                embedded));
      }
    } else if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        String name = path + "[" + written.size() + "]";
        written.put(name, new Setting(file, name, YamlText.line(item), dialect, item, embedded));
      }
    }
    return written;
  }

  private Setting child(String name, Node place, Node value) {
    boolean inText = embedded || plain() instanceof ScalarNode;
    int at = inText ? line : YamlText.line(place);
    return new Setting(file, name, at, dialect, value, inText);
  }

  /**
   * One value.
   *
   * @throws CredentialsException with {@link InputProblem} for a list or a map, and for what only
   *     Pulumi can tell
   */
  String text() {
    if (isEmpty()) {
      return "";
    }
    if (!(plain() instanceof ScalarNode scalar)) {
      throw wrong("one value");
    }
    String text = scalar.getValue();
    if (dialect != Dialect.ESC) {
      return text;
    }
    if (isExpression()) {
      throw new CredentialsException(expression());
    }
    return text.replace("$${", "${");
  }

  /** Whether something of it stands elsewhere. */
  boolean isExpression() {
    return plain() instanceof ScalarNode scalar
        && dialect == Dialect.ESC
        && scalar.getValue().replace("$${", "").contains("${");
  }

  /** A map as JSON has it. */
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
    Tag tag = node.getTag();
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    boolean number =
        (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) && NUMBER.matcher(text).matches();
    return number ? new BigDecimal(text) : text;
  }

  /** With a text that is a list or a map in JSON read as that, as Pulumi does. */
  private Node content() {
    Node plain = plain();
    boolean json =
        dialect != Dialect.PLAIN
            && plain instanceof ScalarNode scalar
            && scalar.getValue().strip().matches("(?s)\\[.*\\]|\\{.*\\}");
    return json ? YamlText.parse(where(), ((ScalarNode) plain).getValue()) : plain;
  }

  /** Without the wrapping of a secret, if its value is there. */
  private Node plain() {
    if (dialect == Dialect.PLAIN
        || !(node instanceof MappingNode map)
        || map.getValue().size() != 1) {
      return node;
    }
    String key = ((ScalarNode) map.getValue().get(0).getKeyNode()).getValue();
    Node value = map.getValue().get(0).getValueNode();
    if (key.equals("secure")) {
      throw new CredentialsException(new InputProblem.ConfigEncrypted(name()));
    }
    if (dialect != Dialect.ESC || !key.startsWith("fn::")) {
      return node;
    }
    if (!key.equals("fn::secret")) {
      throw new CredentialsException(new InputProblem.ConfigUnresolved(name(), key));
    }
    if (value instanceof MappingNode) {
      throw new CredentialsException(new InputProblem.ConfigEncrypted(name()));
    }
    return value;
  }

  /** That nothing stands there. */
  CredentialsException blank() {
    return new CredentialsException(InputProblem.Blank.of(name()));
  }

  private CredentialsException wrong(String expected) {
    String actual = isMap() ? "a map" : isList() ? "a list" : "one value";
    return new CredentialsException(new InputProblem.Invalid(name(), actual, expected));
  }

  /** Without its value, which may be a secret. */
  @Override
  public String toString() {
    return name();
  }
}
