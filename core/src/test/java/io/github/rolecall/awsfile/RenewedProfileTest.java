package io.github.rolecall.awsfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how a profile with renewed credentials is recognized. */
class RenewedProfileTest {
  @Test
  void theProfileIsFoundInItsProcess() {
    var profile = new RenewedProfile("my_profile-2");
    assertEquals(
        "sh -c 'exec \"${AWS_CONFIG_FILE%/*}/credential\" my_profile-2'", profile.process());
    assertEquals(Optional.of(profile), RenewedProfile.of(profile.process()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sh -c 'exec \"${AWS_CONFIG_FILE%/*}/credential\" '",
        "sh -c 'exec \"${AWS_CONFIG_FILE%/*}/credential\" ../x'",
        "sh -c 'exec \"${AWS_CONFIG_FILE%/*}/credential\" x'; rm -r x",
        "sh -c 'exec \"${AWS_CONFIG_FILE%/*}/credentials\" x'"
      })
  void otherProcessesAreOthers(String process) {
    assertEquals(Optional.empty(), RenewedProfile.of(process));
  }
}
