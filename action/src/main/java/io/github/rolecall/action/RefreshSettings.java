package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Role;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The settings with which a later step renews the credentials of a role. They have the values that
 * the inputs have in this step, so the environment of a later step cannot change the role. They
 * contain no path, because a later step may see other folders. Tags of the job become tags that the
 * user set, so that each session has those of this step.
 *
 * @param tagsDropped whether the session of this step has no droppable tags, because it was too
 *     large with them
 */
record RefreshSettings(PlannedRole role, boolean tagsDropped) {
  /** Inputs that apply to each request for credentials, as the user wrote them. */
  private static final List<Input> COMMON =
      List.of(
          Input.ALLOWED_ACCOUNT_IDS,
          Input.FORBIDDEN_ACCOUNT_IDS,
          Input.NO_PROXY,
          Input.STS_ENDPOINT,
          Input.STS_REGION,
          Input.DISABLE_RETRY,
          Input.RETRY_MAX_ATTEMPTS,
          Input.SPECIAL_CHARACTERS_WORKAROUND);

  /** Environment variables that the settings can also set, with their keys in the file. */
  private static final Map<String, String> VARIABLES =
      Map.of(
          "AWS_USE_FIPS_ENDPOINT", "useFipsEndpoint",
          "AWS_USE_DUALSTACK_ENDPOINT", "useDualstackEndpoint",
          "HTTP_PROXY", "httpProxy",
          "HTTPS_PROXY", "httpsProxy");

  /** Variables of the user's file that only affect sources other than the token of the job. */
  private static final List<String> OF_OTHER_SOURCES =
      List.of(
          "AWS_CONFIG_FILE",
          "AWS_SHARED_CREDENTIALS_FILE",
          "AWS_EC2_METADATA_DISABLED",
          "AWS_EC2_METADATA_SERVICE_ENDPOINT",
          "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE");

  /** Returns why the credentials cannot be renewed; empty if they can. */
  Optional<String> obstacle() {
    Source source = plan().source();
    if (plan().chain().isEmpty()) {
      return Optional.of("no role is assumed");
    }
    if (!(source instanceof Source.CiToken)) {
      return Optional.of(
          "the role is assumed with "
              + source.describe()
              + ". Only the token of the job can be requested again: it needs the permission"
              + " id-token: write, which sets ACTIONS_ID_TOKEN_REQUEST_URL and"
              + " ACTIONS_ID_TOKEN_REQUEST_TOKEN");
    }
    var unknown = new TreeSet<>(plan().variables().values().keySet());
    unknown.addAll(plan().variables().unreadable().keySet());
    unknown.removeAll(VARIABLES.keySet());
    OF_OTHER_SOURCES.forEach(unknown::remove);
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the file of settings sets " + String.join(", ", unknown) + ", for this step only");
  }

  private Plan plan() {
    return role.plan();
  }

  /** Returns the text of a file of settings, in JSON. */
  String text() {
    Inputs inputs = role.inputs();
    var settings = new LinkedHashMap<String, Object>();
    // Without this, a variable of a later step could set another input.
    settings.put(Input.TRANSLATE_ENV_VARIABLES.key(), false);
    settings.put(Input.AWS_REGION.key(), plan().region());
    if (plan().source() instanceof Source.CiToken token) {
      token.audience().ifPresent(audience -> settings.put(Input.AUDIENCE.key(), audience));
    }
    for (Input input : COMMON) {
      inputs.text(input).ifPresent(text -> settings.put(input.key(), text));
    }
    // Only these keys accept a password.
    inputs
        .text(Input.HTTP_PROXY)
        .ifPresent(
            proxy -> {
              settings.put("httpProxy", proxy);
              settings.put("httpsProxy", proxy);
            });
    plan()
        .variables()
        .values()
        .forEach(
            (name, value) -> {
              if (VARIABLES.containsKey(name)) {
                settings.putIfAbsent(VARIABLES.get(name), value);
              }
            });
    List<Role> chain = plan().chain();
    // This requires the token of the job, so the later step uses no other source in its
    // environment.
    settings.put("assumeRoleWithWebIdentity", options(chain.get(0)));
    if (chain.size() > 1) {
      settings.put(
          "assumeRole", chain.subList(1, chain.size()).stream().map(this::options).toList());
    }
    return JsonWriter.indented(settings) + "\n";
  }

  private Map<String, Object> options(Role planned) {
    Role role = tagsDropped ? planned.withoutDroppableTags() : planned;
    var options = new LinkedHashMap<String, Object>();
    options.put("roleArn", role.target().text());
    options.put("sessionName", role.sessionName());
    options.put("durationSeconds", role.durationSeconds());
    role.externalId().ifPresent(id -> options.put("externalId", id));
    role.sourceIdentity().ifPresent(identity -> options.put("sourceIdentity", identity));
    role.policies().inline().ifPresent(policy -> options.put("policy", policy));
    if (!role.policies().managed().isEmpty()) {
      options.put("policyArns", role.policies().managed());
    }
    if (!role.tags().isEmpty()) {
      var tags = new LinkedHashMap<String, String>();
      role.tags().forEach((SessionTag tag) -> tags.put(tag.key(), tag.value()));
      // Only the form as text allows an empty tag.
      options.put("tags", JsonWriter.compact(tags));
    }
    if (!role.transitiveTagKeys().isEmpty()) {
      options.put("transitiveTagKeys", role.transitiveTagKeys());
    }
    return options;
  }
}
