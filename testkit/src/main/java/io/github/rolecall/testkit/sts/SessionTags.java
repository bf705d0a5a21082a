package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.iam.RequestContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The session tags (IAM User Guide, "Pass session tags in AWS STS").
 *
 * @param tags the values by key
 * @param transitive the transitive tag keys
 */
record SessionTags(Map<String, String> tags, List<String> transitive) {
  private static final String KEY = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+";
  private static final String VALUE = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";
  private static final int MAX_TAGS = 50;

  static SessionTags none() {
    return new SessionTags(Map.of(), List.of());
  }

  /** Reads the tags from the parameters of AssumeRole. */
  static SessionTags read(Parameters parameters, Constraints constraints) {
    return read(parameters.structures("Tags"), parameters.texts("TransitiveTagKeys"), constraints);
  }

  /**
   * Reads the tags of any source.
   *
   * @param members the tags, each with {@code Key} and {@code Value}
   * @param transitive the transitive tag keys
   * @param constraints collects the violations of the API model
   */
  static SessionTags read(
      List<Map<String, String>> members, List<String> transitive, Constraints constraints) {
    constraints.list("tags", members, MAX_TAGS);
    constraints.list("transitiveTagKeys", transitive, MAX_TAGS);
    List<String> keys = new ArrayList<>();
    Map<String, String> tags = new LinkedHashMap<>();
    for (Map<String, String> member : members) {
      String at = "tags." + (keys.size() + 1) + ".member.";
      String key =
          constraints.required(at + "key", Optional.ofNullable(member.get("Key")), 1, 128, KEY);
      String value =
          constraints.required(
              at + "value", Optional.ofNullable(member.get("Value")), 0, 256, VALUE);
      keys.add(key);
      tags.put(key, value);
    }
    constraints.enforce();
    checkKeys(keys, transitive);
    return new SessionTags(tags, List.copyOf(transitive));
  }

  /**
   * The rules and the first and third message are those of AWS. The second message is our own,
   * because we do not know that of AWS.
   */
  private static void checkKeys(List<String> keys, List<String> transitive) {
    TreeSet<String> distinct = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    distinct.addAll(keys);
    if (distinct.size() < keys.size()) {
      throw Refusal.validation(
          "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }
    if (keys.stream().anyMatch(key -> key.toLowerCase(Locale.ROOT).startsWith("aws:"))) {
      throw Refusal.validation("Tag keys that start with aws: are reserved.");
    }
    if (!distinct.containsAll(transitive)) {
      throw Refusal.validation(
          "The specified transitive tag key must be included in the requested tags.");
    }
  }

  /** Whether there are no tags, so that the caller does not need {@code sts:TagSession}. */
  boolean isEmpty() {
    return tags.isEmpty();
  }

  /** These tags and the inherited tags. A session cannot set an inherited tag again. */
  SessionTags after(Map<String, String> inherited) {
    Map<String, String> all = new LinkedHashMap<>(inherited);
    tags.forEach(
        (key, value) -> {
          if (inherited.keySet().stream().anyMatch(key::equalsIgnoreCase)) {
            throw Refusal.validation(
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key"
                    + " from the calling session.");
          }
          all.put(key, value);
        });
    List<String> kept = new ArrayList<>(inherited.keySet());
    kept.addAll(transitive);
    return new SessionTags(all, kept);
  }

  /** The transitive tags, which the next session in a role chain inherits. */
  Map<String, String> kept() {
    Map<String, String> kept = new LinkedHashMap<>(tags);
    kept.keySet().removeIf(key -> transitive.stream().noneMatch(key::equalsIgnoreCase));
    return kept;
  }

  /** Adds the condition keys for these tags to a context. */
  RequestContext addTo(RequestContext context) {
    RequestContext more =
        context
            .with("aws:TagKeys", List.copyOf(tags.keySet()))
            .with("sts:TransitiveTagKeys", transitive);
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      more = more.with("aws:RequestTag/" + tag.getKey(), tag.getValue());
    }
    return more;
  }

  /** The size of all keys and values, in bytes of UTF-8. */
  int size() {
    return tags.entrySet().stream()
        .mapToInt(tag -> (tag.getKey() + tag.getValue()).getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }
}
