function Panel() {
  return <>with Panel</>;
}

export default function Card() {
  return (
    <p id="card">
      Card <Panel />
    </p>
  );
}
