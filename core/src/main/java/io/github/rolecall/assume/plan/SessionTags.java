package io.github.rolecall.assume.plan;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Plans the session tags: the facts that the CI system gives about the run, and the user's own
 * tags.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html">IAM, session
 *     tags</a>
 * @param ofRun the tags that the CI system's run has
 */
record SessionTags(Inputs inputs, List<SessionTag> ofRun) {
  private static final String CHARACTERS = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";
  private static final Pattern KEY = Pattern.compile(CHARACTERS + "{1,128}");
  private static final Pattern VALUE = Pattern.compile(CHARACTERS + "{0,256}");
  private static final int MOST = 50;

  /** Returns the tags to send. Checks the user's own tags even when none are sent. */
  List<SessionTag> all() {
    var tags = new ArrayList<>(ofRun);
    String expected = "a JSON object without duplicate keys, {\"Key\": \"value\"}";
    inputs
        .text(Input.CUSTOM_TAGS)
        .map(text -> JsonReader.object(text).orElseThrow(() -> invalid(expected)))
        .ifPresent(custom -> custom.members().entrySet().forEach(entry -> add(tags, own(entry))));
    if (tags.size() > MOST) {
      throw invalid(
          "a number of tags that is at most " + MOST + " together with the tags of the CI system");
    }
    return inputs.flag(Input.ROLE_SKIP_SESSION_TAGGING, false) ? List.of() : tags;
  }

  private void add(List<SessionTag> tags, SessionTag own) {
    // STS compares keys without regard to case.
    if (tags.stream().anyMatch(tag -> tag.key().equalsIgnoreCase(own.key()))) {
      throw invalid("JSON in which the key " + own.key() + " occurs once, in upper or lower case");
    }
    tags.add(own);
  }

  private SessionTag own(Map.Entry<String, JsonValue> entry) {
    String key = entry.getKey();
    if (!KEY.matcher(key).matches() || key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
      throw invalid(
          "JSON with keys of 1 to 128 letters, digits, spaces and _ . : / = + - @,"
              + " that do not start with aws:");
    }
    // STS compares keys without regard to case.
    if (ofRun.stream().anyMatch(tag -> tag.key().equalsIgnoreCase(key))) {
      throw invalid("JSON without the key " + key + ", which Rolecall sets");
    }
    JsonValue node = entry.getValue();
    if (!node.isScalar() || node.isNull()) {
      throw invalid("JSON whose values are strings, numbers or booleans, also for " + key);
    }
    String value = text(node);
    if (!VALUE.matcher(value).matches()) {
      throw invalid(
          "JSON with values of at most 256 letters, digits, spaces and _ . : / = + -"
              + " @, also for "
              + key);
    }
    return new SessionTag(key, value, false);
  }

  private static String text(JsonValue node) {
    if (!node.isNumber()) {
      return node.text();
    }
    var number = new BigDecimal(node.text());
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private CredentialsException invalid(String expected) {
    return inputs.invalid(Input.CUSTOM_TAGS, expected);
  }
}
