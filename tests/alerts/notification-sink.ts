import { createServer, type Server } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { z } from "zod";

/** One alert in one notification, as a receiver outside got it. */
interface Notification {
  readonly receiver: string;
  readonly alert: string;
  readonly status: string;
  readonly atMillis: number;
}

const webhook = z.looseObject({
  receiver: z.string(),
  alerts: z.array(z.looseObject({ status: z.string(), labels: z.record(z.string(), z.string()) })),
});
const slack = z.looseObject({
  channel: z.string(),
  attachments: z.array(z.looseObject({ title: z.string() })),
});

export interface NotificationSink {
  readonly notifications: readonly Notification[];
  /** Subjects of the e-mails that arrived. */
  readonly emails: readonly string[];
  /** Titles by Slack channel, and how often PagerDuty was called. */
  readonly slackTitles: readonly string[];
  readonly pagerDutyCalls: () => number;
  close(): Promise<void>;
}

/** Stands for what is outside: webhooks, Slack's and PagerDuty's addresses, and a mail server. */
export async function openNotificationSink(
  httpPort: number,
  smtpPort: number,
  token: string,
): Promise<NotificationSink> {
  const notifications: Notification[] = [];
  const emails: string[] = [];
  const slackTitles: string[] = [];
  let pagerDuty = 0;
  const http = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      if (request.url === "/slack") {
        const { channel, attachments } = slack.parse(body);
        for (const { title } of attachments) slackTitles.push(`${channel} ${title}`);
      } else if (request.url === "/pagerduty") pagerDuty += 1;
      else if (request.headers.authorization !== `Bearer ${token}`) {
        response.writeHead(401).end();
        return;
      } else {
        const { alerts } = webhook.parse(body);
        const receiver = request.url?.slice(1) ?? "";
        for (const { status, labels } of alerts) {
          notifications.push({ receiver, alert: labels.alertname ?? "", status, atMillis: Date.now() });
        }
      }
      response.writeHead(200, { "content-type": "application/json" }).end('{"status":"success"}');
    });
  });
  const smtp = createTcpServer((socket) => {
    let inData = false;
    socket.on("error", () => socket.destroy());
    socket.write("220 sink\r\n");
    socket.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split("\r\n")) {
        if (inData) {
          const subject = /^Subject: (.+)$/i.exec(line)?.[1];
          if (subject !== undefined) emails.push(subject);
          if (line === ".") {
            inData = false;
            socket.write("250 kept\r\n");
          }
        } else if (/^(EHLO|HELO|MAIL|RCPT|RSET|NOOP)/.test(line)) socket.write("250 sink\r\n");
        else if (line.startsWith("DATA")) {
          inData = true;
          socket.write("354 go on\r\n");
        } else if (line.startsWith("QUIT")) socket.end("221 bye\r\n");
      }
    });
  });
  await listening(http, httpPort);
  await new Promise<void>((resolve) => smtp.listen(smtpPort, "127.0.0.1", resolve));
  return {
    notifications,
    emails,
    slackTitles,
    pagerDutyCalls: () => pagerDuty,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await new Promise((resolve) => smtp.close(resolve));
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
}
