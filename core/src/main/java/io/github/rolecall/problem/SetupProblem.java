package io.github.rolecall.problem;

import java.util.List;
import java.util.Optional;

/** The files of AWS tools cannot be set up as asked. Nothing was written. */
public sealed interface SetupProblem extends Problem {

  /**
   * A setting that no AWS tool reads.
   *
   * @param nearest what was probably meant
   */
  record UnknownSetting(String key, Optional<String> nearest) implements SetupProblem {
    /** A secret in the wrong place is not shown. */
    public UnknownSetting {
      key = CredentialShape.shown(key);
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("setting-unknown")
          .what("No AWS tool reads the setting %s", key)
          .remedies(nearest.map(name -> Remedy.of("Did you mean " + name + "?")).stream().toList())
          .remedy("If another tool reads it, add --allow-unknown.");
    }
  }

  /** A name with dots that leads to no setting. */
  record NotASetting(String name) implements SetupProblem {
    /** A secret in the wrong place is not shown. */
    public NotASetting {
      name = CredentialShape.shown(name);
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("setting-malformed")
          .what("%s is not the name of a setting", name)
          .fact(
              "expected",
              "KEY, KEY.SUBKEY, profile.NAME.KEY, default.KEY, sso-session.NAME.KEY or"
                  + " services.NAME.SERVICE.KEY")
          .remedy("Name the profile with --profile if its name has dots.");
    }
  }

  /**
   * A value that the setting cannot have.
   *
   * @param shown the value; empty for a secret
   */
  record InvalidValue(String setting, String shown, String expected) implements SetupProblem {
    /** A secret in the wrong place is not shown. */
    public InvalidValue {
      shown = CredentialShape.shown(shown);
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("setting-invalid")
          .what("The value of %s is invalid", setting)
          .facts(Fact.unlessBlank("value", shown))
          .fact("expected", expected)
          .remedy("Use a value of the expected form.");
    }
  }

  /** A blank value, which most often comes from a variable that is not set. */
  record BlankValue(String setting) implements SetupProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("setting-blank")
          .what("The value of %s is empty", setting)
          .remedy("Check the variable in the value: it is probably not set.")
          .remedy("To remove the setting: rolecall configure unset %s", setting);
    }
  }

  /**
   * A setting below another one that has a value of its own.
   *
   * @param line of the value, counted from 1
   */
  record NotNested(String setting, String key, int line) implements SetupProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("setting-not-nested")
          .what("Could not set %s: %s has a value, in line %s", setting, key, line)
          .remedy("Remove that value first: rolecall configure unset %s", key);
    }
  }

  /** A name that not every AWS tool takes for the name of a profile. */
  record ProfileName(String name) implements SetupProblem {
    /** A secret in the wrong place is not shown. */
    public ProfileName {
      name = CredentialShape.shown(name);
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("profile-name-invalid")
          .what("\"%s\" cannot be the name of a new profile", name)
          .fact("expected", "letters, digits, and signs such as - _ . : +")
          .remedy("Use only these characters: SDKs skip profiles with other names.");
    }
  }

  /**
   * A command asks questions, but no terminal can answer them.
   *
   * @param command the command that asks
   * @param instead commands that ask no questions
   */
  record NoTerminal(String command, List<String> instead) implements SetupProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("no-terminal")
          .what("%s asks questions, and this process has no terminal", command)
          .remedy("Use commands that ask no questions: %s", instead.get(0))
          .remedies(instead.stream().skip(1).map(line -> Remedy.of("Then: " + line)).toList());
    }
  }
}
