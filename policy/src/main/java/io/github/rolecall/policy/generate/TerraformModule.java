package io.github.rolecall.policy.generate;

import static io.github.rolecall.policy.Placeholders.fill;

import java.util.List;
import java.util.stream.Collectors;

/** A Terraform configuration, formatted as {@code terraform fmt} does it. */
record TerraformModule(TrustTemplate template) {
  String text() {
    return fill(
        """
        terraform {
          required_providers {
            aws = {
              source  = "hashicorp/aws"
              version = ">= 5.81"
            }
          }
        }

        %s%s%s
        resource "aws_iam_role" "ci" {
          name               = %s%s
          assume_role_policy = data.aws_iam_policy_document.trust.json
        }

        # %s
        data "aws_iam_policy_document" "permissions" {
          statement {
            actions   = ["%s"]
            resources = ["*"]
          }
        }

        resource "aws_iam_role_policy" "permissions" {
          name   = "permissions"
          role   = aws_iam_role.ci.id
          policy = data.aws_iam_policy_document.permissions.json
        }

        output "role_arn" {
          value = aws_iam_role.ci.arn
        }
        """,
        template.builtIn() ? "" : provider(),
        template.comments("#"),
        trust(),
        quoted(template.roleName()),
        template.rolePath().map(path -> "\n  path               = " + quoted(path)).orElse(""),
        TrustFormat.PLACEHOLDER,
        TrustFormat.PLACEHOLDER_ACTION);
  }

  private String provider() {
    return fill(
        """
        # An account has a provider once: if it is there, import it or use a data source.
        resource "aws_iam_openid_connect_provider" "ci" {
          url            = %s
          client_id_list = [%s]
        }

        """,
        quoted(template.url()), quoted(template.audience()));
  }

  private String trust() {
    String conditions =
        template.conditions().stream()
            .map(
                condition ->
                    fill(
                        """

                        condition {
                          test     = %s
                          variable = %s
                          values   = [%s]
                        }
                    """,
                        quoted(condition.name()),
                        quoted(condition.key()),
                        quoted(condition.expected())))
            .collect(Collectors.joining());
    return fill(
        """
        data "aws_iam_policy_document" "trust" {
          statement {
            actions = [%s]

            principals {
              type        = "Federated"
              identifiers = [%s]
            }
        %s  }
        }
        """,
        quoted(template.actions()),
        template.builtIn() ? quoted(template.issuer()) : "aws_iam_openid_connect_provider.ci.arn",
        conditions);
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(TerraformModule::quoted).collect(Collectors.joining(", "));
  }

  private static String quoted(String text) {
    return Quoted.text(text).replace("${", "$${").replace("%{", "%%{");
  }
}
