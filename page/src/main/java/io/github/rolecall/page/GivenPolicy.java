package io.github.rolecall.page;

import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.read.PolicyFile;
import io.github.rolecall.policy.read.PolicyReader;
import io.github.rolecall.policy.read.SeveralRolesException;
import java.util.Optional;

/** The text in the field of the page for the trust policy. */
record GivenPolicy(String text) {
  /** Of a text, in which one policy of many may be chosen. */
  private static final int LONGEST = 1_000_000;

  /**
   * The number of objects, lists, texts and other values in a policy. No policy that IAM saves has
   * so many, and an answer about more of them would take more than a second.
   */
  private static final int MOST_VALUES = 5_000;

  private static final PolicyReader READER =
      new PolicyReader(JsonText::read, GivenPolicy::refuseOther);

  /**
   * Returns the policy of the role; empty if the field is empty.
   *
   * @param role an ARN, or the name that the text itself gives to one of its roles
   */
  Optional<TrustPolicy> of(Optional<String> role) {
    Optional<PolicyFile> file =
        text.isBlank() ? Optional.empty() : Optional.of(Fault.in("policy", this::read));
    Optional<RoleArn> arn = role.flatMap(RoleArn::parse);
    Optional<PolicyFile> chosen =
        role.isEmpty() || arn.isPresent() ? file : file.flatMap(given -> given.only(role.get()));
    if (role.isPresent() && arn.isEmpty() && chosen.isEmpty()) {
      throw new Fault(
          "role",
          "it must be the ARN of a role:" + " arn:aws:iam::<account id of 12 digits>:role/<name>",
          0,
          0);
    }
    try {
      return chosen.map(policies -> notTooLong(policies.of(arn)));
    } catch (SeveralRolesException e) {
      throw Fault.roles(e);
    } catch (IllegalArgumentException e) {
      throw new Fault("policy", String.valueOf(e.getMessage()), 0, 0);
    }
  }

  private static TrustPolicy notTooLong(TrustPolicy policy) {
    if (values(policy.source()) > MOST_VALUES) {
      throw new IllegalArgumentException(
          "the policy has more than "
              + MOST_VALUES
              + " values, and IAM allows at most "
              + TrustPolicy.LONGEST
              + " characters");
    }
    return policy;
  }

  private static int values(JsonValue value) {
    int values = 1;
    for (JsonValue item : value.items()) {
      values += values(item);
    }
    for (JsonValue member : value.members().values()) {
      values += values(member);
    }
    return values;
  }

  private PolicyFile read() {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("it has more than " + LONGEST + " characters");
    }
    return READER.read(text);
  }

  /** Refuses what is neither JSON nor read without a parser for YAML, and says how to get JSON. */
  private static JsonDocument refuseOther(String text) {
    throw new IllegalArgumentException(OtherText.of(text).message());
  }
}
