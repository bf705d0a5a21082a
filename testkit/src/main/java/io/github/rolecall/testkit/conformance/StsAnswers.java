package io.github.rolecall.testkit.conformance;

import io.github.rolecall.testkit.http.Response;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The responses of STS, and the identities of the issued credentials. */
final class StsAnswers {

  private record Identity(String account, String arn, String user) {}

  private static final String ACCOUNT = "123456789012";
  private static final Identity CI_USER =
      new Identity(ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":user/ci", "AIDAEXAMPLE");

  private final Map<String, Identity> identities = new HashMap<>();
  private int issued;

  Response answer(String action, Map<String, String> form, String signedBy, JsonNode step) {
    if (step.has("code")) {
      return error(step);
    }
    return switch (action) {
      case "AssumeRole", "AssumeRoleWithWebIdentity" -> credentials(action, form, step);
      case "GetCallerIdentity" -> identity(signedBy);
      default -> Response.of(400, "text/xml", "<ErrorResponse/>");
    };
  }

  private static Response error(JsonNode step) {
    int status = step.path("status").asInt(400);
    String code = step.path("code").asString();
    String message = step.path("message").asString(code).replace("&", "&amp;").replace("<", "&lt;");
    String body =
        """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>%s</Type>\
        <Code>%s</Code><Message>%s</Message></Error>\
        <RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>"""
            .formatted(status < 500 ? "Sender" : "Receiver", code, message);
    return Response.of(status, "text/xml", body);
  }

  private synchronized Response credentials(
      String action, Map<String, String> form, JsonNode step) {
    int number = ++issued;
    String secret =
        step.path("secret").asString("secretKeyWithoutSpecialCharacters%07d".formatted(number));
    String key = "ASIAEXAMPLE%09d".formatted(number);
    String session = form.getOrDefault("RoleSessionName", "");
    String[] arn = form.getOrDefault("RoleArn", "").split(":", -1);
    String partition = arn.length > 5 ? arn[1] : "aws";
    String account = arn.length > 5 ? arn[4] : ACCOUNT;
    String path = arn[arn.length - 1];
    String role = path.substring(path.lastIndexOf('/') + 1);
    Identity identity =
        new Identity(
            account,
            "arn:%s:sts::%s:assumed-role/%s/%s".formatted(partition, account, role, session),
            "AROAEXAMPLEEXAMPLE%03d:%s".formatted(number, session));
    identities.put(key, identity);
    String body =
        """
        <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult><Credentials>\
        <AccessKeyId>%2$s</AccessKeyId><SecretAccessKey>%3$s</SecretAccessKey>\
        <SessionToken>sessionToken%4$d==</SessionToken>\
        <Expiration>2035-01-01T00:00:00Z</Expiration></Credentials>\
        <AssumedRoleUser><AssumedRoleId>%5$s</AssumedRoleId><Arn>%6$s</Arn></AssumedRoleUser>\
        </%1$sResult><ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId>\
        </ResponseMetadata></%1$sResponse>"""
            .formatted(action, key, secret, number, identity.user(), identity.arn());
    return Response.of(200, "text/xml", body);
  }

  private synchronized Response identity(String signedBy) {
    Identity identity = identities.getOrDefault(signedBy, CI_USER);
    String body =
        """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
        <GetCallerIdentityResult><Arn>%s</Arn><UserId>%s</UserId><Account>%s</Account>\
        </GetCallerIdentityResult><ResponseMetadata>\
        <RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>\
        </GetCallerIdentityResponse>"""
            .formatted(identity.arn(), identity.user(), identity.account());
    return Response.of(200, "text/xml", body);
  }
}
