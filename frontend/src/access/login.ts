import './login.css';
