// A trace receiver that takes everything at once: what it costs is not measured.
import { createServer } from "node:http";

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => response.writeHead(200, { "content-type": "application/x-protobuf" }).end());
});
server.listen(0, "127.0.0.1", () => process.send({ address: `http://127.0.0.1:${server.address().port}` }));
process.on("message", () => process.exit(0));
process.on("disconnect", () => process.exit(0));
