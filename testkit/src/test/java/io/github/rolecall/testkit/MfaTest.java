package io.github.rolecall.testkit;

import static io.github.rolecall.testkit.Client.CHAINED;
import static io.github.rolecall.testkit.Client.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.iam.MfaDevice;
import io.github.rolecall.testkit.iam.Role;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of roles that require an MFA code. */
class MfaTest {
  private static final String DEVICE = "arn:aws:iam::111122223333:mfa/ci";
  private static final String GUARDED = "arn:aws:iam::111122223333:role/Guarded";

  private final FakeAws aws =
      FakeAws.start(
          World.parse(
                  """
                  {"users": [{"arn": "arn:aws:iam::111122223333:user/ci",
                    "accessKeyId": "AKIAIOSFODNN7ROLECAL",
                    "secretAccessKey": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY",
                    "mfa": {"serialNumber": "arn:aws:iam::111122223333:mfa/ci",
                            "codes": ["123456", "234567"]}}]}
                  """)
              .withRole(role(GUARDED, "{\"Bool\": {\"aws:MultiFactorAuthPresent\": \"true\"}}")));
  private final Client client = new Client(aws);

  private static Role role(String arn, String condition) {
    return Role.of(
        arn,
        """
        {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
          "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Condition": %s}}
        """
            .formatted(condition));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private String guarded(String... more) {
    return client.assumeRole(USER, GUARDED, more).summary();
  }

  @Test
  void theCodeOfTheDeviceOpensTheRole() {
    assertTrue(guarded().startsWith("403 AccessDenied: User: "), guarded());
    assertEquals("200", guarded("SerialNumber", DEVICE, "TokenCode", "123456"));
  }

  @Test
  void aCodeIsGoodOnce() {
    assertEquals("200", guarded("SerialNumber", DEVICE, "TokenCode", "123456"));
    assertEquals(
        "403 AccessDenied: MultiFactorAuthentication failed with invalid MFA one time pass code. ",
        guarded("SerialNumber", DEVICE, "TokenCode", "123456"));
    assertEquals("200", guarded("SerialNumber", DEVICE, "TokenCode", "234567"));
  }

  @Test
  void aWrongCodeIsRefusedWhereTheRoleAsksForNoneToo() {
    assertEquals(
        "403 AccessDenied: MultiFactorAuthentication failed with invalid MFA one time pass code. ",
        client.assumeRole(USER, CHAINED, "SerialNumber", DEVICE, "TokenCode", "999999").summary());
  }

  @Test
  void onlyTheOwnDeviceCounts() {
    assertTrue(
        guarded("SerialNumber", DEVICE + "2", "TokenCode", "123456")
            .contains("unable to validate"));
    SigV4 session = client.assumeRole(USER, CHAINED).credentials();
    assertTrue(
        client
            .assumeRole(session, GUARDED, "SerialNumber", DEVICE, "TokenCode", "123456")
            .summary()
            .contains("unable to validate"));
  }

  @Test
  void deviceAndCodeComeTogether() {
    assertTrue(guarded("TokenCode", "123456").contains("must provide both"));
    assertTrue(guarded("SerialNumber", DEVICE).contains("must provide both"));
    assertTrue(guarded("TokenCode", "12345").contains("at 'tokenCode'"));
  }

  @Test
  void aSessionOfARoleHasNoMfa() {
    assertEquals("200", guarded("SerialNumber", DEVICE, "TokenCode", "123456"));
    SigV4 session = client.assumeRole(USER, CHAINED).credentials();
    assertTrue(client.assumeRole(session, GUARDED).summary().startsWith("403 AccessDenied"));
  }

  @Test
  void theKeyIsAbsentWithoutMfa() {
    String last = "arn:aws:iam::111122223333:role/Absent";
    World world =
        World.standard()
            .withRole(role(last, "{\"Null\": {\"aws:MultiFactorAuthPresent\": \"true\"}}"));
    try (FakeAws other = FakeAws.start(world)) {
      assertEquals("200", new Client(other).assumeRole(USER, last).summary());
    }
  }

  @Test
  void aCodeHasSixDigits() {
    assertThrows(IllegalArgumentException.class, () -> new MfaDevice(DEVICE, List.of("12345")));
    assertEquals("MfaDevice[" + DEVICE + "]", new MfaDevice(DEVICE, List.of("123456")).toString());
  }
}
