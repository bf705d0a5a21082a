package io.github.rolecall.input;

import io.github.rolecall.host.FileVariables;
import io.github.rolecall.host.Host;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.option.UsedInputs;
import io.github.rolecall.option.Words;
import io.github.rolecall.plan.SkippedChecks;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values that the user wrote, unchanged except for surrounding whitespace, each with its
 * origin. A blank value is refused with its name. In the action, a blank value counts as absent,
 * because the runner passes every input, and passes an unset one as blank.
 */
public final class Inputs {
  private final FrontEnd frontEnd;
  private final Set<Input> known;
  private final Values values;
  // Variables that are empty and must not be, see Input.mayBeBlank.
  private final Map<Input, String> blankVariables;
  private final Settings settings;
  private final String role;

  private Inputs(
      FrontEnd frontEnd,
      Set<Input> known,
      Values values,
      Map<Input, String> blankVariables,
      Settings settings,
      String role) {
    this.frontEnd = frontEnd;
    this.known = known;
    boolean translated = translates(values);
    this.values = translated ? values : values.withoutVariables();
    this.blankVariables = translated ? blankVariables : Map.of();
    this.settings = settings;
    this.role = role;
  }

  /**
   * Takes the values that the user wrote, and for the other inputs the environment variables.
   *
   * @param written what the user set in this front end
   * @param environment its variables set the inputs that are not set otherwise, see {@link
   *     Input#environment}
   * @throws CredentialsException with {@link InputProblem.Blank} for a blank value, but not in the
   *     action
   */
  public static Inputs of(
      FrontEnd frontEnd, Map<Input, String> written, Map<String, String> environment) {
    return of(frontEnd, EnumSet.allOf(Input.class), written, environment);
  }

  /**
   * The same for a use that has some of the inputs only.
   *
   * @param known the inputs that exist for this use; no variable sets any other
   */
  public static Inputs of(
      FrontEnd frontEnd,
      Set<Input> known,
      Map<Input, String> written,
      Map<String, String> environment) {
    var named = new EnumMap<Input, Given>(Input.class);
    written.forEach((input, text) -> named.put(input, new Given(text, frontEnd.spell(input))));
    return named(frontEnd, known, named, environment);
  }

  /** The same where the user had several names for an input, and wrote one of them. */
  public static Inputs named(
      FrontEnd frontEnd,
      Set<Input> known,
      Map<Input, Given> written,
      Map<String, String> environment) {
    var read = new WrittenInputs(frontEnd, environment);
    return new Inputs(
        frontEnd,
        Set.copyOf(known),
        read.values(known, written),
        read.blankVariables(known),
        Settings.NONE,
        "");
  }

  /**
   * Without what environment variables set, unless the user wants that. A spelling that is neither
   * true nor false is refused by the planner; until then it must not open what it was to close.
   */
  private static boolean translates(Values values) {
    return values
        .first(Input.TRANSLATE_ENV_VARIABLES)
        .map(value -> Switch.of(value.text()).orElse(false))
        .orElse(true);
  }

  Inputs with(Values others) {
    return new Inputs(frontEnd, known, others, blankVariables, settings, role);
  }

  private Inputs with(Settings file) {
    return new Inputs(frontEnd, known, values, blankVariables, file, role);
  }

  /**
   * The same inputs with those of a file: what the user wrote here goes before them, and they go
   * before the environment. Inputs that this use does not have are left alone, so that one file can
   * serve several uses.
   */
  public Inputs withFile(Settings file) {
    Settings used = known.contains(Input.ROLE_TO_ASSUME) ? file : file.withoutRoles();
    if (values.explicit(Input.ROLE_TO_ASSUME)) {
      used = file.afterRole(name(Input.ROLE_TO_ASSUME));
    }
    return with(values.with(file.values(), known)).with(used);
  }

  /** The same with these roles, instead of any that a file has. */
  public Inputs withRoles(List<RoleEntry> roles) {
    return with(settings.with(roles));
  }

  /**
   * What the user set for each role of the run: these inputs, where there is one at most.
   *
   * @throws CredentialsException with {@link InputProblem.Conflict} when something is set for all
   *     of them that each has to have of its own
   */
  public List<Inputs> roles() {
    return new RoleInputs(this).roles();
  }

  /** Whether there is a list of roles, be it of one. */
  public boolean hasSeveralRoles() {
    return !settings.roles().isEmpty();
  }

  /** Which of several roles these inputs are for; empty: the only one. */
  public String role() {
    return role;
  }

  /**
   * The roles to assume one from the other, each with its own options. Where the user described
   * none of them apart, the options are for the last role, and those on the way have a session name
   * only.
   *
   * @return of each the inputs, of which {@link Input#ROLE_TO_ASSUME} is that role alone
   */
  public List<Inputs> chain() {
    return new RoleInputs(this).chain();
  }

  /** Whether a file describes each role of a chain apart. */
  public boolean describesEachRole() {
    return !settings.hops().isEmpty();
  }

  /** The same for one of several roles, with what is set for it alone. */
  Inputs ofRole(String name, Values own, Set<Input> more) {
    return new Inputs(frontEnd, more, own, blankVariables, settings.withoutRoles(), name);
  }

  /** The input that requires a web identity token for the first role, as the user wrote it. */
  public Optional<String> byToken() {
    return settings.byToken();
  }

  /** What a file says that AWS is not to be asked. */
  public SkippedChecks skippedChecks() {
    return settings.skippedChecks();
  }

  /** What a file sets as environment variables would, for this run. */
  public FileVariables variables() {
    return settings.fileVariables();
  }

  /** What the user set in a file without effect, and why it has none. */
  public List<String> notes() {
    return new Decisions(this).notes();
  }

  /**
   * Every input that has a value: the value, where it came from, and what else would have set it.
   * Secrets are not shown.
   */
  public List<Fact> decisions() {
    return new Decisions(this).all();
  }

  Values values() {
    return values;
  }

  Settings settings() {
    return settings;
  }

  Set<Input> known() {
    return known;
  }

  /** Whether environment variables set inputs: {@link Input#TRANSLATE_ENV_VARIABLES}. */
  public boolean translated() {
    return flag(Input.TRANSLATE_ENV_VARIABLES, true);
  }

  /**
   * Variables that are set, and would set an input if the user had not forbidden it.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} when the user said neither
   */
  public List<String> untranslated(Host host) {
    return new Decisions(this).untranslated(host);
  }

  public FrontEnd frontEnd() {
    return frontEnd;
  }

  /**
   * Whether the input has a value.
   *
   * @throws CredentialsException with {@link InputProblem.Blank} when it has none, and a variable
   *     that must not be blank is
   */
  public boolean has(Input input) {
    return text(input).isPresent();
  }

  /**
   * The value, if there is one.
   *
   * @throws CredentialsException as {@link #has} does
   */
  public Optional<String> text(Input input) {
    Optional<String> text = values.first(input).map(Given::text);
    if (text.isEmpty() && blankVariables.containsKey(input)) {
      throw new CredentialsException(InputProblem.Blank.of(blankVariables.get(input)));
    }
    return text;
  }

  /** Whether the value of an input comes from this environment variable. */
  public boolean isFrom(Input input, String variable) {
    return values.first(input).filter(value -> Values.isFrom(value, variable)).isPresent();
  }

  /** The same as if this environment variable were not set. */
  public Inputs withoutVariable(Input input, String variable) {
    return with(values.withoutVariable(input, variable));
  }

  /** The name under which the user gave the value, for messages. */
  public String name(Input input) {
    return values.first(input).map(Given::name).orElse(frontEnd.spell(input));
  }

  /** How to speak of inputs in this use: those with a value by where that was written. */
  public Words words() {
    var names = new EnumMap<Input, String>(Input.class);
    values.all().forEach((input, given) -> names.put(input, given.get(0).name()));
    return new UsedInputs(frontEnd, known, names);
  }

  /**
   * The value of an input that must have one.
   *
   * @throws CredentialsException with {@link InputProblem.Missing} when there is no value
   */
  public String required(Input input) {
    return text(input)
        .orElseThrow(() -> new CredentialsException(new InputProblem.Missing(input, translated())));
  }

  /**
   * A switch, spelled as YAML's core schema spells it.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} for any other spelling
   */
  public boolean flag(Input input, boolean standard) {
    return text(input)
        .map(text -> Switch.of(text).orElseThrow(() -> invalid(input, Switch.EXPECTED)))
        .orElse(standard);
  }

  /**
   * A whole number within bounds, both included.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} otherwise
   */
  public int number(Input input, int least, int most, int standard) {
    Optional<String> text = text(input);
    try {
      int number = text.map(Integer::parseInt).orElse(standard);
      if (text.isEmpty() || (number >= least && number <= most)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, as a number out of bounds is.
    }
    throw invalid(input, "a whole number from " + least + " to " + most);
  }

  /**
   * One of a few words.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} for any other
   */
  public String choice(Input input, List<String> words, String standard) {
    return Optional.of(text(input).orElse(standard))
        .filter(words::contains)
        .orElseThrow(() -> invalid(input, "one of " + String.join(", ", words)));
  }

  /**
   * The entries of a list, with commas or line breaks between them. A blank line is layout.
   *
   * @throws CredentialsException with {@link InputProblem.Blank} when there is nothing before or
   *     after a comma: a guard or a chain with an entry less is not what the user meant
   */
  public List<String> list(Input input) {
    var entries = new ArrayList<String>();
    int number = 0;
    for (String part :
        text(input).map(text -> text.split(input.comma(), -1)).orElse(new String[0])) {
      number++;
      if (part.isBlank()) {
        throw new CredentialsException(InputProblem.Blank.entry(number, name(input)));
      }
      part.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(entries::add);
    }
    return entries;
  }

  /** The value with its name, if there is one. */
  public Optional<Given> given(Input input) {
    return text(input).map(text -> new Given(text, name(input)));
  }

  /** Two inputs of which only one can be set. */
  public CredentialsException conflict(Input one, Input other, String why) {
    return new CredentialsException(new InputProblem.Conflict(name(one), name(other), why));
  }

  /** An input that is set, and needs another one. */
  public CredentialsException incomplete(Input set, Input needed, String why) {
    return new CredentialsException(new InputProblem.Incomplete(name(set), needed, why));
  }

  /** A wrong value of this input, with the value shown unless it is a secret. */
  public CredentialsException invalid(Input input, String expected) {
    boolean hidden = input.secret() || values.first(input).filter(Given::secret).isPresent();
    String shown = hidden ? "(not shown)" : text(input).orElse("");
    return new CredentialsException(new InputProblem.Invalid(name(input), shown, expected));
  }
}
