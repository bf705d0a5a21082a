package io.github.rolecall.action;

import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.aws.credentials.SsoSettings;
import io.github.rolecall.aws.sso.SsoPortal;
import io.github.rolecall.aws.sso.SsoSession;
import io.github.rolecall.aws.sso.SsoSignIn;
import io.github.rolecall.aws.sso.SsoToken;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The questions of {@code configure sso}, in the order of the AWS CLI. */
final class SsoWizard {
  private static final String STANDARD_SCOPES = "sso:account:access";
  private static final List<String> OUTPUTS =
      List.of("json", "yaml", "yaml-stream", "text", "table", "off");

  private final Questions questions;
  private final SsoAccess access;
  private final AwsFiles files;
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Map<String, String> sessionKeys = new LinkedHashMap<>();

  SsoWizard(Questions questions, SsoAccess access, AwsFiles files) {
    this.questions = questions;
    this.access = access;
    this.files = files;
  }

  /**
   * Asks all questions and returns the profile. Writes only the files of the sign-in.
   *
   * @param signIn signs the user in
   */
  SsoProfile profile(Function<SsoSession, SsoToken> signIn) {
    Optional<String> name = sessionName();
    boolean exists = name.filter(files.ssoSessions()::contains).isPresent();
    SsoSession session = exists ? existing(name.orElseThrow()) : asked(name);
    SsoToken token =
        exists
            ? SsoSignIn.tokenOr(access.caller(), session, () -> signIn.apply(session))
            : signIn.apply(session);
    var portal = new SsoPortal(access.caller(), session.portal(), token.accessToken());
    keys.putAll(new SsoRoleChoice(questions, portal).keys(session));
    region().ifPresent(region -> keys.put("region", region));
    output().ifPresent(output -> keys.put("output", output));
    return new SsoProfile(profileName(), keys, name, sessionKeys);
  }

  private Optional<String> before(String key) {
    return questions.option(ConfigureSsoCommand.PROFILE).flatMap(name -> files.value(name, key));
  }

  private Optional<String> sessionName() {
    if (questions.answered(ConfigureSsoCommand.NO_SESSION)) {
      refuseBeside(ConfigureSsoCommand.SESSION, ConfigureSsoCommand.NO_SESSION);
      refuseBeside(ConfigureSsoCommand.SCOPES, ConfigureSsoCommand.NO_SESSION);
      return Optional.empty();
    }
    Function<String, String> check =
        text -> text.isEmpty() || files.ssoSessions().contains(text) ? text : SsoProfile.name(text);
    Optional<String> before = before("sso_session");
    String name =
        questions.answered(ConfigureSsoCommand.SESSION) || before.isPresent()
            ? questions.text(ConfigureSsoCommand.SESSION, "SSO session name", before, check)
            : questions.asked(
                ConfigureSsoCommand.SESSION + ", or " + ConfigureSsoCommand.NO_SESSION,
                "SSO session name (Recommended): ",
                "",
                check);
    if (name.isEmpty()) {
      questions.say(
          "Without a session name, Rolecall writes the legacy form, whose sign-in"
              + " cannot be renewed.");
      return Optional.empty();
    }
    keys.put("sso_session", name);
    return Optional.of(name);
  }

  private void refuseBeside(String option, String other) {
    if (questions.answered(option)) {
      throw new CredentialsException(
          new InputProblem.Conflict(option, other, "this option needs an SSO session"));
    }
  }

  /** Returns an existing section, unchanged. */
  private SsoSession existing(String name) {
    SsoSession session =
        SsoSettings.checked(access.settings().ofSession(name, ConfigureSsoCommand.SESSION));
    refuseOther(ConfigureSsoCommand.START_URL, session.startUrl(), name);
    refuseOther(ConfigureSsoCommand.SSO_REGION, session.region(), name);
    return session;
  }

  private void refuseOther(String option, String there, String session) {
    questions
        .option(option)
        .filter(text -> !text.equals(there))
        .ifPresent(
            text -> {
              throw new CredentialsException(
                  new InputProblem.Invalid(
                      option, text, there + ", as in [sso-session " + session + "], or left out"));
            });
  }

  private SsoSession asked(Optional<String> name) {
    Map<String, String> place = name.isPresent() ? sessionKeys : keys;
    String url =
        questions.text(
            ConfigureSsoCommand.START_URL,
            "SSO start URL",
            before("sso_start_url"),
            SsoSettings::startUrl);
    place.put("sso_start_url", url);
    String region =
        questions.text(
            ConfigureSsoCommand.SSO_REGION,
            "SSO region",
            before("sso_region"),
            SsoSettings::region);
    place.put("sso_region", region);
    String scopes = "";
    if (name.isPresent()) {
      scopes =
          questions.text(
              ConfigureSsoCommand.SCOPES,
              "SSO registration scopes",
              Optional.of(STANDARD_SCOPES),
              text -> {
                SsoSettings.scopes(text);
                return text;
              });
      place.put("sso_registration_scopes", scopes);
    }
    return access.settings().of(name, url, region, scopes);
  }

  private Optional<String> region() {
    String region =
        questions.text(
            ConfigureSsoCommand.REGION,
            "Default client Region",
            before("region"),
            text ->
                text.isEmpty()
                    ? text
                    : SsoRoleChoice.matching(
                        ConfigureSsoCommand.REGION,
                        text,
                        "[a-z]{2,}(-[a-z0-9]+)+",
                        "a Region, for example eu-central-1"));
    return Optional.of(region).filter(text -> !text.isEmpty());
  }

  private Optional<String> output() {
    String output =
        questions.text(
            ConfigureSsoCommand.OUTPUT,
            "Default output format",
            before("output"),
            text -> {
              if (!text.isEmpty() && !OUTPUTS.contains(text)) {
                throw new CredentialsException(
                    new InputProblem.Invalid(
                        ConfigureSsoCommand.OUTPUT, text, "one of " + String.join(", ", OUTPUTS)));
              }
              return text;
            });
    return Optional.of(output).filter(text -> !text.isEmpty());
  }

  private String profileName() {
    Optional<String> standard =
        Optional.ofNullable(keys.get("sso_role_name"))
            .map(role -> role + "-" + keys.get("sso_account_id"));
    return questions.text(ConfigureSsoCommand.PROFILE, "Profile name", standard, SsoProfile::name);
  }
}
