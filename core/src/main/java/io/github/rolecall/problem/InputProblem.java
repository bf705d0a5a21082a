package io.github.rolecall.problem;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the user wrote cannot be meant. Nothing was called and nothing was written. */
public sealed interface InputProblem extends Problem {

  /**
   * A required input without a value.
   *
   * @param translated whether an environment variable could set it
   */
  record Missing(Input input, boolean translated) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "input-missing", words -> words.spell(input) + " is required and has no value")
          .remedy(
              words ->
                  "Set "
                      + words.spell(input)
                      + input.environment(words.frontEnd()).stream()
                          .filter(name -> translated)
                          .findFirst()
                          .map(name -> ", or the environment variable " + name)
                          .orElse("")
                      + ".");
    }
  }

  /**
   * A value of nothing but whitespace. It is not the same as no value: in most cases it comes from
   * a variable that is not set, and without it another identity or more rights would be used.
   *
   * @param name the input as the user wrote it
   * @param cause why there is nothing, to follow a colon
   */
  record Blank(String name, String cause) implements InputProblem {

    /** A value that the user wrote, or a variable that is set to nothing. */
    public static Blank of(String name) {
      return new Blank(name, "the variable that its value comes from is probably not set");
    }

    /**
     * One of the entries between the commas of a list.
     *
     * @param number counted from 1
     */
    public static Blank entry(int number, String name) {
      return new Blank(
          "entry " + number + " of " + name,
          "a variable is probably not set, or there is a comma too many");
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("input-blank", name + " is blank: " + cause)
          .remedy(
              "Give " + name + " a value: set the variable that it comes from, or write it out.")
          .remedy("Or remove " + name + ", if it is not meant to have a value.");
    }
  }

  /**
   * A value that cannot be right.
   *
   * @param name the input as the user wrote it
   * @param value what the user wrote; "(not shown)" for a secret
   * @param expected what would be right, to follow "must be"
   */
  record Invalid(String name, String value, String expected) implements InputProblem {
    /** A secret in the wrong place is not shown. */
    public Invalid {
      value = CredentialShape.shown(value);
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "input-invalid", name + " must be " + expected + ", but is '" + value + "'")
          .remedy("Correct the value of " + name + ".");
    }
  }

  /**
   * The text of a file where its name belongs. It is not shown: it may be a secret.
   *
   * @param name the input or variable, as the user wrote it
   * @param contents what it looks like: "a token"
   */
  record ContentsGiven(String name, String contents) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "contents-instead-of-file",
              name + " must be the name of a file, but looks like " + contents)
          .remedy("Give " + name + " the name of the file, not what is in it.")
          .remedy(
              "If a variable holds the text, write it to a file first: (umask 077; printf %s"
                  + " \"$VARIABLE\" > FILE)")
          .remedy(
              "If it is a secret and was an argument, replace it: other users can see the arguments"
                  + " of a process. It is not shown here.");
    }
  }

  /** A file that an input names cannot be read, or does not hold what it should. */
  record FileUnreadable(String name, String path, String reason) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "input-file-unreadable", "The file of " + name + " cannot be used: " + reason)
          .fact("file", path)
          .remedy("Correct the path or the file. A relative path starts at the work directory.");
    }
  }

  /** An input that needs another one beside it. */
  record Incomplete(String name, Input needed, String why) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "input-incomplete",
              words -> name + " is set, but " + words.spell(needed) + " is not: " + why)
          .remedy(words -> "Set " + words.spell(needed) + " too, or remove " + name + ".");
    }
  }

  /** Two inputs that each name another source of identity, or otherwise exclude each other. */
  record Conflict(String first, String second, String why) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("input-conflict", first + " and " + second + " are both set: " + why)
          .remedy("Remove one of " + first + " and " + second + ".");
    }
  }

  /** The role, by its ARN, is in another partition than the Region whose STS would be asked. */
  record PartitionDiffers(RoleArn role, String region, String partition) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "partition-differs", "The role and the Region are in different partitions of AWS")
          .fact("role", role + " (partition " + role.partition() + ")")
          .fact("region", region + " (partition " + partition + ")")
          .remedy(
              words ->
                  "Set "
                      + words.spell(Input.AWS_REGION)
                      + " to a Region of partition "
                      + role.partition()
                      + ".")
          .remedy(
              words ->
                  "Or correct the partition in the ARN of "
                      + words.spell(Input.ROLE_TO_ASSUME)
                      + ": arn:"
                      + partition
                      + ":iam::...");
    }
  }

  /** A bare role name, and nobody whose account could complete it before the role is assumed. */
  record RoleNameNeedsAccount(String role) implements InputProblem {
    /** A secret in the wrong place is not shown. */
    public RoleNameNeedsAccount {
      role = CredentialShape.shown(role);
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "role-name-needs-account",
              words ->
                  words.spell(Input.ROLE_TO_ASSUME)
                      + " must be an ARN when a web identity token is used, but is '"
                      + role
                      + "'")
          .remedy(
              words ->
                  "Write the whole ARN: "
                      + words.assign(Input.ROLE_TO_ASSUME, "arn:aws:iam::<account id>:role/" + role)
                      + ". A token belongs to no account, so a role name alone cannot be"
                      + " completed.");
    }
  }

  /**
   * Something that the user set, and nobody reads.
   *
   * @param name as the user wrote it
   * @param where it stands
   * @param nearest what the user may have meant
   */
  record Unknown(String name, String where, Optional<String> nearest) implements InputProblem {
    /** A secret in the wrong place is not shown. */
    public Unknown {
      name = CredentialShape.shown(name);
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("input-unknown", name + " in " + where + " is not known")
          .remedy(nearest.map(meant -> "Write " + meant + ".").orElse("Remove " + name + "."))
          .remedy("All options are in docs/reference.md.");
    }
  }

  /**
   * An input of a step that does not exist, and whose name says that it restricts something:
   * nothing would enforce it.
   *
   * @param name as the user wrote it
   * @param nearest the input that the user may have meant
   */
  record UnknownRestriction(String name, Optional<String> nearest) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "restriction-unknown",
              "The action has no input '"
                  + name
                  + "', so what it restricts would not be restricted")
          .remedy(
              nearest
                  .map(
                      meant ->
                          "Write " + meant + ", if you meant that; otherwise remove " + name + ".")
                  .orElse("Remove " + name + ". All inputs are in docs/reference.md."))
          .remedy(
              "If it is not an input of this step but a variable of the job, INPUT_"
                  + name.toUpperCase(Locale.ROOT)
                  + ", rename the variable.");
    }
  }

  /**
   * A file of settings is no YAML and no JSON.
   *
   * @param line counted from 1
   * @param expected what should stand there
   */
  record ConfigSyntax(String file, int line, String expected) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("config-syntax", "Line " + line + " of " + file + " cannot be read")
          .fact("expected", expected)
          .remedy("Correct line " + line + " of " + file + ". It must be YAML or JSON.");
    }
  }

  /** A value that only Pulumi can decrypt. */
  record ConfigEncrypted(String name) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("config-encrypted", name + " is encrypted, and only Pulumi has the key")
          .remedy(
              "Let Pulumi print the value (`pulumi config get`, `pulumi env open`), keep it as a"
                  + " secret of the CI system, and take it out of the file.")
          .remedy("For a key, log in by a role instead: it needs no secret.");
    }
  }

  /**
   * A value that stands elsewhere.
   *
   * @param wanted the expression: {@code ${aws.region}}, {@code fn::open::aws-secrets}
   */
  record ConfigUnresolved(String name, String wanted) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "config-unresolved", name + " is " + wanted + ", which only Pulumi ESC resolves")
          .remedy("Write the value itself.")
          .remedy(
              "Or let Pulumi resolve the environment first: `pulumi env run ORG/PROJECT/ENV --"
                  + " rolecall ...` gives Rolecall its variables.");
    }
  }

  /**
   * An ESC environment in which several places log in to AWS.
   *
   * @param logins all of them
   */
  record SeveralLogins(String file, List<String> logins) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "config-several-logins",
              file + " logs in to AWS in several places, and Rolecall starts from one")
          .facts(logins.stream().map(login -> new Fact("login", login)).toList())
          .remedy(
              "Let `environmentVariables` name one of them: AWS_ACCESS_KEY_ID:"
                  + " ${<path of the login>.accessKeyId}.")
          .remedy(
              words ->
                  "Or give each login a file of its own, and name that by "
                      + words.spell(Input.CONFIG)
                      + ".");
    }
  }
}
