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
      new PolicyReader(JsonText::read, GivenPolicy::refuseYaml);

  /** Returns the policy of the role; empty if the field is empty. */
  Optional<TrustPolicy> of(Optional<RoleArn> role) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    PolicyFile file = Fault.in("policy", this::read);
    try {
      return Optional.of(file.of(role));
    } catch (SeveralRolesException e) {
      throw new Fault("role", String.valueOf(e.getMessage()), 0, 0);
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

  private static JsonDocument refuseYaml(String text) {
    throw new IllegalArgumentException(
        "it is not JSON; this page reads JSON only. The command reads YAML, too: rolecall explain"
            + " --trust-policy <file>");
  }
}
