package io.github.rolecall.input;

import io.github.rolecall.host.FileVariables;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.RankedValue.Rank;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.option.UsedInputs;
import io.github.rolecall.option.Words;
import io.github.rolecall.plan.Unasked;
import io.github.rolecall.problem.CredentialShape;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the user wrote, untouched but for surrounding whitespace, each value with where it came
 * from. A blank value is refused by name. In the action it is an absent one: the runner passes
 * every input, and those that nobody wrote as blank ones.
 */
public final class Inputs {
  private static final String[] NONE = {};

  private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]{0,63}");

  /** Values that stand for the same thing as an input, and that nobody may pass as an argument. */
  private static final Map<Input, Input> ONLY_IN_FILES =
      Map.of(
          Input.AWS_ACCESS_KEY_ID, Input.ACCESS_KEY_ID_ENV,
          Input.AWS_SECRET_ACCESS_KEY, Input.ACCESS_KEY_ID_ENV,
          Input.AWS_SESSION_TOKEN, Input.ACCESS_KEY_ID_ENV,
          Input.WEB_IDENTITY_TOKEN, Input.WEB_IDENTITY_TOKEN_FILE);

  /** They are one credential: parts of two must not be put together. */
  private static final Set<Input> KEYS =
      EnumSet.of(Input.AWS_ACCESS_KEY_ID, Input.AWS_SECRET_ACCESS_KEY, Input.AWS_SESSION_TOKEN);

  private final FrontEnd frontEnd;
  private final Set<Input> known;

  /** The first one counts; the others would have set the input if it were not there. */
  private final Map<Input, List<RankedValue>> values;

  /** Variables that are set to nothing and must not be, see {@link Input#mayBeBlank}. */
  private final Map<Input, String> blankVariables;

  /** Whose they are: another place must not stand in for the one that counts. */
  private static final Set<Input> IDENTITY =
      EnumSet.of(
          Input.ROLE_TO_ASSUME,
          Input.AWS_ACCESS_KEY_ID,
          Input.AWS_SECRET_ACCESS_KEY,
          Input.AWS_SESSION_TOKEN,
          Input.WEB_IDENTITY_TOKEN,
          Input.WEB_IDENTITY_TOKEN_FILE,
          Input.SOURCE_PROFILE);

  private final Settings settings;
  private final Optional<String> role;

  private Inputs(
      FrontEnd frontEnd,
      Set<Input> known,
      Map<Input, List<RankedValue>> values,
      Map<Input, String> blankVariables,
      Settings settings,
      Optional<String> role) {
    this.frontEnd = frontEnd;
    this.known = known;
    boolean translated = translates(values);
    this.values = Collections.unmodifiableMap(translated ? values : withoutVariables(values));
    this.blankVariables = translated ? Collections.unmodifiableMap(blankVariables) : Map.of();
    this.settings = settings;
    this.role = role;
  }

  /**
   * Takes what the user wrote and, where that is nothing, what stands in for it.
   *
   * @param written what the user set in this front end
   * @param environment stands in for inputs that were not set, see {@link Input#environment}
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
   * @param known the inputs that exist for this use; the environment stands in for no others
   */
  public static Inputs of(
      FrontEnd frontEnd,
      Set<Input> known,
      Map<Input, String> written,
      Map<String, String> environment) {
    var values = new EnumMap<Input, List<RankedValue>>(Input.class);
    var blankVariables = new EnumMap<Input, String>(Input.class);
    for (Input input : known) {
      if (frontEnd != FrontEnd.ACTION) {
        if (isBlank(written.get(input))) {
          throw new CredentialsException(InputProblem.Blank.of(frontEnd.spell(input)));
        }
        standIns(frontEnd, input)
            .filter(name -> !input.mayBeBlank(name) && isBlank(environment.get(name)))
            .findFirst()
            .ifPresent(name -> blankVariables.put(input, name));
      }
      List<RankedValue> given = values(frontEnd, input, written, environment);
      if (!given.isEmpty()) {
        values.put(input, given);
      }
    }
    return new Inputs(
        frontEnd, Set.copyOf(known), values, blankVariables, Settings.NONE, Optional.empty());
  }

  private static boolean isBlank(@Nullable String text) {
    return text != null && text.isBlank();
  }

  private static Stream<String> standIns(FrontEnd frontEnd, Input input) {
    return input.frontEnds().contains(frontEnd)
        ? input.environment(frontEnd).stream()
        : Stream.of();
  }

  private static List<RankedValue> values(
      FrontEnd frontEnd, Input input, Map<Input, String> written, Map<String, String> environment) {
    Stream<RankedValue> own =
        Stream.of(
            RankedValue.of(written.getOrDefault(input, ""), frontEnd.spell(input), Rank.WRITTEN));
    Stream<RankedValue> standIns =
        standIns(frontEnd, input)
            .map(name -> RankedValue.of(environment.getOrDefault(name, ""), name, Rank.STANDS_IN));
    return Stream.concat(own, standIns).filter(value -> !value.text().isEmpty()).toList();
  }

  /**
   * Without what environment variables set, unless the user wants that. A spelling that is neither
   * true nor false is refused by the planner; until then it must not open what it was to close.
   */
  private static boolean translates(Map<Input, List<RankedValue>> values) {
    return values.getOrDefault(Input.TRANSLATE_ENV_VARIABLES, List.of()).stream()
        .findFirst()
        .map(value -> Switch.of(value.text()).orElse(false))
        .orElse(true);
  }

  private static Map<Input, List<RankedValue>> withoutVariables(
      Map<Input, List<RankedValue>> values) {
    var own = new EnumMap<Input, List<RankedValue>>(Input.class);
    values.forEach(
        (input, given) -> {
          List<RankedValue> left =
              given.stream().filter(value -> value.rank() != Rank.STANDS_IN).toList();
          if (!left.isEmpty()) {
            own.put(input, left);
          }
        });
    return own;
  }

  /**
   * The same inputs with those of a file: what the user wrote here goes before them, and they go
   * before the environment. Inputs that this use does not have are left alone, so that one file can
   * serve several uses.
   */
  public Inputs with(Settings file) {
    Settings used = file;
    if (written(Input.ROLE_TO_ASSUME)) {
      used = file.afterRole(name(Input.ROLE_TO_ASSUME));
    } else if (!known.contains(Input.ROLE_TO_ASSUME)) {
      used = file.withoutRoles();
    }
    return new Inputs(frontEnd, known, below(file.values()), blankVariables, used, role);
  }

  private Map<Input, List<RankedValue>> below(Map<Input, Given> more) {
    boolean otherKeys = KEYS.stream().anyMatch(this::written);
    var all = new EnumMap<Input, List<RankedValue>>(Input.class);
    all.putAll(values);
    more.forEach(
        (input, given) -> {
          boolean used = known.contains(ONLY_IN_FILES.getOrDefault(input, input));
          if (used && !(otherKeys && KEYS.contains(input))) {
            var here = new ArrayList<>(all.getOrDefault(input, List.of()));
            // Of two in the file, the later one to be asked for is nearer: that of a role.
            here.add(0, RankedValue.of(given, Rank.FILE));
            here.sort(Comparator.comparing(RankedValue::rank));
            if (here.get(0).isUnreadable() && !IDENTITY.contains(input)) {
              here.add(here.remove(0));
            }
            all.put(input, List.copyOf(here));
          }
        });
    return all;
  }

  private boolean written(Input input) {
    return value(input).filter(value -> value.rank() == Rank.WRITTEN).isPresent();
  }

  /** The same with some of the inputs only. */
  private Inputs only(Predicate<Input> which) {
    var some = new EnumMap<Input, List<RankedValue>>(Input.class);
    values.forEach(
        (input, given) -> {
          if (which.test(input)) {
            some.put(input, given);
          }
        });
    var blank = new EnumMap<Input, String>(Input.class);
    blankVariables.forEach(
        (input, name) -> {
          if (which.test(input)) {
            blank.put(input, name);
          }
        });
    return new Inputs(frontEnd, known, some, blank, settings, role);
  }

  /**
   * The roles, each with its own options. Where the user described none of them apart, the options
   * are for the last role, and those on the way have a session name only.
   */
  public List<Hop> hops() {
    var hops = new ArrayList<Hop>();
    for (Inputs inputs : ofHops()) {
      boolean end = hops.size() == settings.hops().size() - 1;
      hops.add(new Hop(inputs.required(Input.ROLE_TO_ASSUME), inputs, end, false));
    }
    if (hops.isEmpty()) {
      List<String> targets = list(Input.ROLE_TO_ASSUME);
      Inputs way = only(input -> input == Input.ROLE_SESSION_NAME || input == Input.ROLE_TO_ASSUME);
      for (String target : targets) {
        boolean end = hops.size() == targets.size() - 1;
        hops.add(new Hop(target, end ? this : way, end, end));
      }
    }
    return hops;
  }

  /** What a file says of each role of a chain. */
  private List<Inputs> ofHops() {
    Inputs onTheWay = only(input -> input == Input.ROLE_SESSION_NAME);
    Inputs last = only(input -> input != Input.ROLE_TO_ASSUME);
    var hops = new ArrayList<Inputs>();
    for (Map<Input, Given> own : settings.hops()) {
      Inputs common = hops.size() == settings.hops().size() - 1 ? last : onTheWay;
      hops.add(
          new Inputs(frontEnd, known, common.below(own), common.blankVariables, settings, role));
    }
    return hops;
  }

  /** The same with these roles, instead of any that a file has. */
  public Inputs withRoles(List<RoleEntry> roles) {
    return new Inputs(frontEnd, known, values, blankVariables, settings.with(roles), role);
  }

  /**
   * What the user set for each of several roles; empty where there is one at most.
   *
   * @throws CredentialsException with {@link InputProblem.Conflict} when something is set for all
   *     of them that each has to have of its own
   */
  public List<NamedInputs> roles() {
    if (!settings.roles().isEmpty()) {
      RoleEntry.NEVER_SHARED.stream()
          .filter(input -> value(input).filter(value -> value.rank() != Rank.STANDS_IN).isPresent())
          .findFirst()
          .ifPresent(
              input -> {
                throw new CredentialsException(
                    new InputProblem.Conflict(
                        name(input), name(Input.ROLES), "each of the roles says that for itself"));
              });
    }
    return settings.roles().stream().map(this::of).toList();
  }

  private NamedInputs of(RoleEntry entry) {
    var all = new EnumMap<Input, List<RankedValue>>(Input.class);
    all.putAll(only(input -> !RoleEntry.NEVER_SHARED.contains(input)).values);
    all.remove(Input.ROLES);
    entry
        .values()
        .forEach(
            (input, given) -> {
              var here = new ArrayList<RankedValue>();
              here.add(RankedValue.of(given, Rank.WRITTEN));
              here.addAll(all.getOrDefault(input, List.of()));
              all.put(input, List.copyOf(here));
            });
    var more = EnumSet.copyOf(known);
    more.addAll(entry.values().keySet());
    return new NamedInputs(
        entry.name(),
        new Inputs(
            frontEnd,
            more,
            all,
            blankVariables,
            settings.withoutRoles(),
            Optional.of(entry.name())));
  }

  /** Which of several roles these inputs are for. */
  public Optional<String> role() {
    return role;
  }

  /** What asks that the first role is assumed with a web identity token, as the user wrote it. */
  public Optional<String> byToken() {
    return settings.byToken();
  }

  /** What a file says that AWS is not to be asked. */
  public Unasked unasked() {
    return settings.unasked();
  }

  /** What the user set in a file without effect, and why it has none. */
  public List<String> notes() {
    var notes = new ArrayList<>(settings.notes());
    replaced(values, notes);
    ofHops().forEach(hop -> replaced(hop.values, notes));
    return notes.stream().distinct().toList();
  }

  /** A variable counts for a value of the file that cannot be had. */
  private static void replaced(Map<Input, List<RankedValue>> values, List<String> notes) {
    for (List<RankedValue> given : values.values()) {
      RankedValue first = given.get(0);
      if (first.rank() != Rank.WRITTEN && !first.isUnreadable()) {
        given.stream()
            .filter(RankedValue::isUnreadable)
            .map(other -> FileVariables.insteadOf(other.given(), first.name()))
            .forEach(notes::add);
      }
    }
  }

  /** What a file sets as environment variables would, for this run. */
  public FileVariables variables() {
    var variables = new TreeMap<String, String>();
    var unreadable = new TreeMap<String, Given>();
    settings
        .variables()
        .forEach(
            (name, given) -> {
              if (given.unreadable().isPresent()) {
                unreadable.put(name, given);
              } else {
                variables.put(name, given.text());
              }
            });
    return new FileVariables(variables, unreadable);
  }

  private Optional<RankedValue> value(Input input) {
    return values.getOrDefault(input, List.of()).stream().findFirst();
  }

  /**
   * Every input that has a value: the value, where it came from, and what else would have set it.
   * Secrets are not shown.
   */
  public List<Fact> decisions() {
    var decisions = new ArrayList<>(new Decisions(frontEnd, values).all());
    if (!settings.hops().isEmpty()) {
      hops()
          .forEach(
              hop ->
                  decisions.addAll(
                      new Decisions(frontEnd, hop.inputs().values).ofRole(hop.target())));
    }
    settings
        .variables()
        .forEach(
            (name, given) -> {
              boolean hidden = name.endsWith("PROXY") || given.secret();
              String shown = hidden ? "(not shown)" : CredentialShape.shown(given.text());
              decisions.add(new Fact(name, shown + ", from " + given.name()));
            });
    return decisions;
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
    return translated()
        ? List.of()
        : known.stream()
            .filter(input -> input.frontEnds().contains(frontEnd))
            .sorted()
            .flatMap(input -> input.environment(frontEnd).stream())
            .filter(name -> host.variable(name).isPresent())
            .toList();
  }

  /** Whether a file has a say in this. */
  public boolean ofFile() {
    return has(Input.CONFIG);
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
    Optional<String> text = value(input).map(RankedValue::text);
    if (text.isEmpty() && blankVariables.containsKey(input)) {
      throw new CredentialsException(InputProblem.Blank.of(blankVariables.get(input)));
    }
    return text;
  }

  /** Whether the value of an input comes from this environment variable. */
  public boolean isFrom(Input input, String variable) {
    return value(input).filter(value -> isFrom(value, variable)).isPresent();
  }

  /** The same as if this environment variable were not set. */
  public Inputs withoutVariable(Input input, String variable) {
    var others = new EnumMap<Input, List<RankedValue>>(Input.class);
    others.putAll(values);
    List<RankedValue> rest =
        values.getOrDefault(input, List.of()).stream()
            .filter(value -> !isFrom(value, variable))
            .toList();
    others.remove(input);
    if (!rest.isEmpty()) {
      others.put(input, rest);
    }
    return new Inputs(frontEnd, known, others, blankVariables, settings, role);
  }

  private static boolean isFrom(RankedValue value, String variable) {
    return value.rank() == Rank.STANDS_IN && value.name().equals(variable);
  }

  /** The name under which the user gave the value, for messages. */
  public String name(Input input) {
    return value(input).map(RankedValue::name).orElse(frontEnd.spell(input));
  }

  /** How to speak of inputs in this use: those with a value by where that was written. */
  public Words words() {
    var names = new EnumMap<Input, String>(Input.class);
    values.forEach((input, given) -> names.put(input, given.get(0).name()));
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
    String expected = "a whole number from " + least + " to " + most;
    return text(input)
        .map(
            text -> {
              try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                  return number;
                }
              } catch (NumberFormatException e) {
                throw invalid(input, expected);
              }
              throw invalid(input, expected);
            })
        .orElse(standard);
  }

  /**
   * The name of an environment variable. What cannot be one is not shown: it may be the secret
   * itself, put where its variable's name belongs.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} for what cannot be a name
   */
  public Optional<String> variableName(Input input) {
    Optional<String> name = text(input);
    if (name.isPresent()
        && (!VARIABLE.matcher(name.get()).matches() || CredentialShape.isSecret(name.get()))) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              name(input),
              "(not shown)",
              "the name of an environment variable (A-Z, 0-9 and _), not its value"));
    }
    return name;
  }

  /**
   * One of a few words.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} for any other
   */
  public String choice(Input input, List<String> words, String standard) {
    String word = text(input).orElse(standard);
    if (!words.contains(word)) {
      throw invalid(input, "one of " + String.join(", ", words));
    }
    return word;
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
    for (String part : text(input).map(text -> text.split(input.comma(), -1)).orElse(NONE)) {
      number++;
      if (part.isBlank()) {
        throw new CredentialsException(InputProblem.Blank.entry(number, name(input)));
      }
      part.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(entries::add);
    }
    return entries;
  }

  /** A wrong value of this input, with the value shown unless it is a secret. */
  public CredentialsException invalid(Input input, String expected) {
    boolean hidden =
        input.secret() || value(input).filter(value -> value.given().secret()).isPresent();
    String shown = hidden ? "(not shown)" : text(input).orElse("");
    return new CredentialsException(new InputProblem.Invalid(name(input), shown, expected));
  }
}
