package io.github.rolecall.configure;

import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.awsfile.AwsSection;
import io.github.rolecall.awsfile.AwsSetting;
import io.github.rolecall.export.file.ReplaceableFile;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.file.FileFailure;
import io.github.rolecall.file.WholeFile;
import io.github.rolecall.host.Deadline;
import io.github.rolecall.host.Host;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.problem.SetupProblem;
import io.github.rolecall.text.LosslessText;
import io.github.rolecall.text.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads and changes the AWS config and credentials files. Credentials go to the credentials file
 * and everything else to the config file, as with the AWS CLI.
 */
public final class AwsConfiguration {
  /** Names that every AWS tool accepts. */
  private static final String NAME = "[A-Za-z0-9_\\-/.%@:+=,]+";

  private final SecureFile configFile;
  private final SecureFile credentialsFile;
  private final Deadline deadline;

  /** Uses the files that the environment names, else those in the home folder. */
  public AwsConfiguration(Host host) {
    this.deadline = host.deadline();
    this.configFile = new SecureFile(host.awsFile("AWS_CONFIG_FILE", "config"));
    this.credentialsFile =
        new SecureFile(host.awsFile("AWS_SHARED_CREDENTIALS_FILE", "credentials"));
  }

  /**
   * A setting and its file.
   *
   * @param file the path as the user would write it
   */
  public record Found(String file, AwsSetting setting) {}

  /** Returns the path of the file, whether it exists or not. */
  public Path path(AwsFileText.Kind kind) {
    return file(kind).path();
  }

  /**
   * Returns why the file cannot be parsed or read; empty when it can be read, or does not exist.
   */
  public Optional<Problem> problem(AwsFileText.Kind kind) {
    try {
      var unused = look(kind).sections(file(kind).toString());
      return Optional.empty();
    } catch (CredentialsException e) {
      return Optional.of(e.problem());
    }
  }

  /**
   * Returns all profiles: those of the config file, then the others.
   *
   * @throws CredentialsException with {@link io.github.rolecall.problem.ProfileProblem.FileSyntax}
   */
  public List<String> profiles() {
    Set<String> names = new LinkedHashSet<>();
    for (AwsFileText.Kind kind : AwsFileText.Kind.values()) {
      look(kind).sections(file(kind).toString()).keySet().stream()
          .flatMap(section -> kind.profile(section).stream())
          .forEach(names::add);
    }
    return List.copyOf(names);
  }

  /**
   * Returns the problem of a profile that does not exist.
   *
   * @param namedBy what names it
   */
  public CredentialsException noProfile(String profile, String namedBy) {
    return new CredentialsException(
        new ProfileProblem.NoProfile(
            profile,
            namedBy,
            List.of(configFile.toString(), credentialsFile.toString()),
            Spelling.nearest(profile, profiles()).stream().toList()));
  }

  /**
   * Returns the settings of a section in both files. The credentials file takes precedence.
   *
   * @return each setting by its name, with dots; in the order of the files
   * @throws CredentialsException with {@link io.github.rolecall.problem.ProfileProblem.FileSyntax}
   */
  public Map<String, Found> settings(AwsSection section) {
    var found = new LinkedHashMap<String, Found>();
    for (AwsFileText.Kind kind : AwsFileText.Kind.values()) {
      AwsFileText text = look(kind);
      String file = file(kind).toString();
      var unused = text.sections(file);
      if (kind == AwsFileText.Kind.CONFIG || section.kind() == AwsSection.Kind.PROFILE) {
        text.settings(section)
            .forEach(setting -> found.put(setting.toString(), new Found(file, setting)));
      }
    }
    return found;
  }

  /** Returns the value of a setting, if it is set. Throws like {@link #settings}. */
  public Optional<String> value(SettingName name) {
    String key = name.key().name() + name.sub().map(sub -> "." + sub).orElse("");
    return Optional.ofNullable(settings(name.section()).get(key))
        .map(found -> found.setting().value());
  }

  /**
   * Writes settings of one section: all of them or none.
   *
   * @throws CredentialsException with {@link SetupProblem}, {@link
   *     io.github.rolecall.problem.ExportProblem} or {@link
   *     io.github.rolecall.problem.ProfileProblem.FileSyntax}
   */
  public void set(Map<SettingName, String> values) {
    var kinds = EnumSet.noneOf(AwsFileText.Kind.class);
    values.forEach(
        (name, value) -> {
          var unused = setting(name, value);
          requireName(name.section());
          kinds.add(kind(name));
        });
    change(
        kinds,
        kind ->
            text -> {
              AwsFileText changed = text;
              for (SettingName name : values.keySet()) {
                if (kind(name) == kind) {
                  AwsSetting setting = setting(name, values.getOrDefault(name, ""));
                  changed = changed.setting(name.section(), List.of(setting));
                }
              }
              return changed;
            });
  }

  private static AwsSetting setting(SettingName name, String value) {
    String checked = name.key().check(new Given(value, name.written()));
    return new AwsSetting(name.key().name(), name.sub(), checked, 0);
  }

  /** Removes a setting, if it exists. Throws like {@link #set}. */
  public void unset(SettingName name) {
    change(
        Set.of(kind(name)),
        kind -> text -> text.without(name.section(), name.key().name(), name.sub()));
  }

  private interface Change {
    UnaryOperator<AwsFileText> of(AwsFileText.Kind kind);
  }

  private void change(Set<AwsFileText.Kind> kinds, Change change) {
    kinds.forEach(kind -> ReplaceableFile.require(path(kind)));
    // All writers take this one lock for both files.
    credentialsFile.prepare();
    credentialsFile.locked(
        deadline,
        () -> {
          var changed = new LinkedHashMap<AwsFileText.Kind, String>();
          for (AwsFileText.Kind kind : kinds) {
            AwsFileText text = AwsFileText.of(kind, file(kind).read().orElse(""));
            // Fails if the result cannot be parsed: no AWS tool would find the setting in it.
            var unused = text.sections(file(kind).toString());
            changed.put(kind, change.of(kind).apply(text).toString());
          }
          changed.forEach((kind, text) -> file(kind).write(text));
        });
  }

  private void requireName(AwsSection section) {
    if (!section.name().matches(NAME) && settings(section).isEmpty()) {
      throw new CredentialsException(new SetupProblem.ProfileName(section.name()));
    }
  }

  private static AwsFileText.Kind kind(SettingName name) {
    return name.key().isCredential() && name.section().kind() == AwsSection.Kind.PROFILE
        ? AwsFileText.Kind.CREDENTIALS
        : AwsFileText.Kind.CONFIG;
  }

  private SecureFile file(AwsFileText.Kind kind) {
    return kind == AwsFileText.Kind.CONFIG ? configFile : credentialsFile;
  }

  /** Returns the text for inspection only, also through links. */
  private AwsFileText look(AwsFileText.Kind kind) {
    Path path = path(kind);
    try {
      String text =
          Files.isRegularFile(path)
              ? LosslessText.of(WholeFile.bytes(path, WholeFile.LIMIT_OF_LARGE))
              : "";
      return AwsFileText.of(kind, text);
    } catch (IOException e) {
      throw new CredentialsException(
          new ProfileProblem.FileUnreadable(path.toString(), FileFailure.reason(e)), e);
    }
  }
}
