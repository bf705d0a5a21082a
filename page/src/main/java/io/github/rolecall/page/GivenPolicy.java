package io.github.rolecall.page;

import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.read.PolicyFile;
import io.github.rolecall.policy.read.PolicyReader;
import io.github.rolecall.policy.read.SeveralRolesException;
import java.util.Optional;

/** The text in the field of the page for the trust policy. */
record GivenPolicy(String text) {
  private static final int LONGEST = 1_000_000;

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
      return chosen.map(policies -> policies.of(arn));
    } catch (SeveralRolesException e) {
      throw Fault.roles(e);
    } catch (IllegalArgumentException e) {
      throw new Fault("policy", String.valueOf(e.getMessage()), 0, 0);
    }
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
