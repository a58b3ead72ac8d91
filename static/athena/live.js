/* Follows an address of the admin: told by websocket, and asking every two seconds where and while that is away. */
const ASK_EVERY = 2000;
const SOCKET_AGAIN = 15000;

/* `show` gets the values whenever there are some. Returns a function that pauses (true) and goes on (false). */
function followLive(path, bySocket, show) {
  const url = new URL(path, location.href);
  let socket = null;
  let heard = false;
  let paused = false;
  let ended = false;

  const watching = () => !document.hidden && !paused && !ended;

  function listen() {
    if (!bySocket || socket || !watching()) return;
    const target = new URL(url);
    target.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    socket = new WebSocket(target);
    socket.onmessage = (message) => {
      heard = true;
      if (watching()) show(JSON.parse(message.data));
    };
    socket.onclose = (event) => {
      socket = null;
      heard = false;
      if (event.code === 4403) ended = true; // signed out: there is nothing to be seen any more
      else setTimeout(listen, SOCKET_AGAIN);
    };
  }

  async function ask() {
    if (watching() && !heard) {
      try {
        const answer = await fetch(url, { headers: { Accept: "application/json" } });
        if (answer.ok && !answer.redirected && watching()) show(await answer.json());
      } catch {
        // the server is away for a moment; the next look tells
      }
    }
    setTimeout(ask, ASK_EVERY);
  }

  function settle() {
    if (watching()) listen();
    else if (socket) socket.close();
  }

  document.addEventListener("visibilitychange", settle);
  setTimeout(ask, ASK_EVERY);
  listen();
  return (pause) => {
    paused = pause;
    settle();
  };
}
