package io.github.rolecall.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that a signed request creates a stack, and that it is complete after its time. */
class CloudFormationTest {
  private static final Duration CREATION = Duration.ofMinutes(5);

  private final TestClock clock = new TestClock();
  private final FakeAws aws = FakeAws.builder().clock(clock).stackCreation(CREATION).start();
  private final Client client = new Client(aws);

  @AfterEach
  void stop() {
    aws.close();
  }

  private Client.Answer call(String secret, String action, String stack) {
    var signer =
        new SigV4(
            Client.USER.accessKeyId(), secret, Optional.empty(), "eu-central-1", "cloudformation");
    String body = "Action=" + action + "&Version=2010-05-15&StackName=" + stack;
    return client.post(client.headers(signer, body, clock.instant()), body);
  }

  private Client.Answer call(String action, String stack) {
    return call(Client.USER.secretAccessKey(), action, stack);
  }

  @Test
  void aStackIsCompleteAfterItsTime() {
    assertEquals(
        "400 ValidationError: Stack with id Shop does not exist",
        call("DescribeStacks", "Shop").summary());
    String id = call("CreateStack", "Shop").text("StackId");
    assertTrue(id.startsWith("arn:aws:cloudformation:eu-central-1:111122223333:stack/Shop/"), id);
    assertEquals("CREATE_IN_PROGRESS", call("DescribeStacks", id).text("StackStatus"));
    assertEquals("200", call("DescribeStackEvents", id).summary());
    clock.advance(CREATION);
    assertEquals("CREATE_COMPLETE", call("DescribeStacks", "Shop").text("StackStatus"));
  }

  @Test
  void aWrongSignatureASecondStackAndOtherOperationsAreErrors() {
    assertEquals("SignatureDoesNotMatch", call("other", "CreateStack", "Shop").text("Code"));
    assertEquals("200", call("CreateStack", "Shop").summary());
    assertEquals("AlreadyExistsException", call("CreateStack", "Shop").text("Code"));
    assertEquals("ValidationError", call("CreateStack", "1").text("Code"));
    assertEquals("InvalidAction", call("DeleteEverything", "Shop").text("Code"));
    assertEquals(
        Map.of("Action", "CreateStack", "Version", "2010-05-15", "StackName", "Shop"),
        aws.calls("cloudformation:CreateStack").get(0).parameters());
  }
}
