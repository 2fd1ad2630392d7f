import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Console } from "./shell/console.tsx";
import { ViewTimeProvider } from "./time/view-time.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html should have an element with the id root");

createRoot(root).render(
  <StrictMode>
    <ViewTimeProvider>
      <Console />
    </ViewTimeProvider>
  </StrictMode>,
);
