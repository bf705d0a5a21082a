package io.github.rolecall.problem;

import static io.github.rolecall.problem.Remedy.assign;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An input is invalid. Nothing was called and nothing was written. A {@code name} is that of an
 * input, as the user wrote it. A secret in the wrong place is not shown.
 */
public sealed interface InputProblem extends Problem {

  /** A required input without a value; {@code translated}: an environment variable could set it. */
  record Missing(Input input, boolean translated) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      Remedy.Text variable =
          words ->
              input.environment(words.frontEnd()).stream()
                  .filter(name -> translated)
                  .findFirst()
                  .map(name -> ", or the environment variable " + name)
                  .orElse("");
      return Diagnosis.of("input-missing")
          .what("%s is required and has no value", input)
          .remedy("Set %s%s.", input, variable);
    }
  }

  /**
   * A value of nothing but whitespace. It is not the same as no value: in most cases it comes from
   * a variable that is not set, and without it another identity or more rights would be used.
   *
   * @param cause why there is nothing, to follow a colon
   */
  record Blank(String name, String cause) implements InputProblem {

    /** A value that the user wrote, or a variable that is set to nothing. */
    public static Blank of(String name) {
      return new Blank(name, "a variable in its value is probably not set");
    }

    /** One of the entries between the commas of a list, with its number, counted from 1. */
    public static Blank entry(int number, String name) {
      return new Blank(
          "entry " + number + " of " + name,
          "a variable is probably not set, or there is an extra comma");
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("input-blank")
          .what("%s is empty: %s", name, cause)
          .remedy("Set the variable that %s uses, or write the value itself.", name)
          .remedy("Or remove %s, if it needs no value.", name);
    }
  }

  /**
   * A value that cannot be right.
   *
   * @param value what the user wrote; "(not shown)" for a secret
   * @param expected what would be right, to follow "must be"
   */
  record Invalid(String name, String value, String expected) implements InputProblem {
    public Invalid {
      value = CredentialShape.shown(value);
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("input-invalid")
          .what("%s must be %s, but is '%s'", name, expected, value)
          .remedy("Correct the value of %s.", name);
    }
  }

  /**
   * The content of a file, such as "a token", where its name belongs. It may be a secret, so it is
   * not shown.
   */
  record ContentsGiven(String name, String contents) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("contents-instead-of-file")
          .what("%s must be a file name, but looks like %s", name, contents)
          .remedy("Set %s to the name of the file, not to its contents.", name)
          .remedy(
              "If a variable has the contents, write them to a file first: (umask 077;"
                  + " printf %s \"$VARIABLE\" > FILE)")
          .remedy(
              "If it is a secret and you gave it as an argument, replace the secret:"
                  + " other users can see the arguments of a process. Rolecall does not show"
                  + " it here.");
    }
  }

  /** A file that an input names cannot be read, or has the wrong content. */
  record FileUnreadable(String name, String path, String reason) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("input-file-unreadable")
          .what("Could not read the file of %s: %s", name, reason)
          .fact("file", path)
          .remedy(
              "Correct the path or the file. A relative path starts at the working"
                  + " directory.");
    }
  }

  /** An input that requires another one. */
  record Incomplete(String name, Input needed, String why) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("input-incomplete")
          .what("%s is set, but %s is not: %s", name, needed, why)
          .remedy("Set %s too, or remove %s.", needed, name);
    }
  }

  /**
   * Two inputs that exclude each other, for example because each names another credential source.
   */
  record Conflict(String first, String second, String why) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("input-conflict")
          .what("%s and %s are both set: %s", first, second, why)
          .remedy("Remove one of %s and %s.", first, second);
    }
  }

  /** The role, by its ARN, is in another partition than the Region whose STS would be called. */
  record PartitionDiffers(RoleArn role, String region, String partition) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "partition-differs", "The role and the Region are in different AWS partitions")
          .fact("role", role + " (partition " + role.partition() + ")")
          .fact("region", region + " (partition " + partition + ")")
          .remedy("Set %s to a Region of partition %s.", Input.AWS_REGION, role.partition())
          .remedy(
              "Or correct the partition in the ARN of %s: arn:%s:iam::...",
              Input.ROLE_TO_ASSUME, partition);
    }
  }

  /**
   * A bare role name without credentials whose account could complete it before the role is
   * assumed.
   */
  record RoleNameNeedsAccount(String role) implements InputProblem {
    public RoleNameNeedsAccount {
      role = CredentialShape.shown(role);
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("role-name-needs-account")
          .what(
              "%s must be an ARN when a web identity token is used, but is '%s'",
              Input.ROLE_TO_ASSUME, role)
          .remedy(
              "Write the whole ARN: %s. A web identity token has no account, so a role"
                  + " name alone is not enough.",
              assign(Input.ROLE_TO_ASSUME, "arn:aws:iam::<account id>:role/" + role));
    }
  }

  /** A key that the user set and that does not exist; {@code nearest} may have been meant. */
  record Unknown(String name, String where, Optional<String> nearest) implements InputProblem {
    public Unknown {
      name = CredentialShape.shown(name);
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("input-unknown")
          .what("%s in %s is unknown", name, where)
          .remedy(nearest.map(meant -> "Write " + meant + ".").orElse("Remove " + name + "."))
          .remedy("All options are in docs/reference.md.");
    }
  }

  /** An unknown input of a step whose name indicates a restriction: nothing would enforce it. */
  record UnknownRestriction(String name, Optional<String> nearest) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("restriction-unknown")
          .what("The action has no input '%s', so it would not restrict anything", name)
          .remedy(
              nearest.isPresent()
                  ? "Did you mean %2$s? If not, remove %1$s."
                  : "Remove %1$s. All inputs are in docs/reference.md.",
              name,
              nearest.orElse(""))
          .remedy(
              "If the job sets the environment variable INPUT_%s for another purpose,"
                  + " rename the variable.",
              name.toUpperCase(Locale.ROOT));
    }
  }

  /** A file of settings is no YAML and no JSON, at a line that is counted from 1. */
  record ConfigSyntax(String file, int line, String expected) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("config-syntax")
          .what("Line %s of %s cannot be read", line, file)
          .fact("expected", expected)
          .remedy("Correct line %s of %s. It must be YAML or JSON.", line, file);
    }
  }

  /** A value that only Pulumi can decrypt. */
  record ConfigEncrypted(String name) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("config-encrypted")
          .what("%s is encrypted, and only Pulumi has the key", name)
          .remedy(
              "Print the value with Pulumi (`pulumi config get`, `pulumi env open`),"
                  + " store it as a secret of the CI system, and remove it from the file.")
          .remedy("Better than a key: assume a role, which needs no secret.");
    }
  }

  /** A value that refers to another place: {@code ${aws.region}}, {@code fn::open::aws-secrets}. */
  record ConfigUnresolved(String name, String wanted) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("config-unresolved")
          .what("%s is %s, which only Pulumi ESC can resolve", name, wanted)
          .remedy("Write the value itself.")
          .remedy(
              "Or resolve the environment with Pulumi: `pulumi env run ORG/PROJECT/ENV"
                  + " -- rolecall ...` sets its variables for Rolecall.");
    }
  }

  /** An ESC environment in which several places log in to AWS. */
  record SeveralLogins(String file, List<String> logins) implements InputProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("config-several-logins")
          .what("%s has several AWS logins, and Rolecall uses only one", file)
          .facts(logins.stream().map(login -> new Fact("login", login)).toList())
          .remedy(
              "Select one in `environmentVariables`: AWS_ACCESS_KEY_ID: ${<path of the"
                  + " login>.accessKeyId}.")
          .remedy(
              "Or put each login into a separate file, and set %s to one of the files.",
              Input.CONFIG);
    }
  }
}
