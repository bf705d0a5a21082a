package io.github.rolecall.testkit.sts;

import static io.github.rolecall.testkit.sts.Xml.text;

import io.github.rolecall.testkit.http.Request;

/**
 * The operation GetCallerIdentity, which no policy can deny.
 *
 * @param signatures identifies the caller
 */
record GetCallerIdentity(SignatureCheck signatures) implements StsOperation {
  @Override
  public String result(Parameters parameters, Request http) {
    Identity identity = signatures.identify(http);
    return text("Arn", identity.arn().toString())
        + text("UserId", identity.id())
        + text("Account", identity.arn().account());
  }
}
